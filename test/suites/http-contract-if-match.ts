import { expect, test } from 'vitest'
import { type ApiCaller, callerOf, problemIn } from './api-caller.ts'
import type { HttpTarget } from './http-target.ts'
import { createProject, deletionOf, freshId, projectBody } from './project-fixture.ts'

/** `If-Match`, where it is sent beside `baseVersion`. */
export function describeIfMatchContract(target: HttpTarget): void {
  const user = freshId('user')
  const device = () => callerOf(target, user)
  const put = (caller: ApiCaller, id: string, baseVersion: number, ifMatch: string) =>
    caller.call('PUT', `/projects/${id}`, { body: projectBody({ baseVersion }), headers: { 'if-match': ifMatch } })
  const remove = (caller: ApiCaller, id: string, baseVersion: number, ifMatch: string) =>
    caller.call('DELETE', `/projects/${id}`, { body: deletionOf(baseVersion), headers: { 'if-match': ifMatch } })

  test('[PV13] the ETag of the base, of any mediaRev, is taken by PUT and DELETE, alone or among others', async () => {
    const caller = await device()
    const id = await createProject(caller)
    const etag = (await caller.call('GET', `/projects/${id}`)).headers.get('etag') ?? ''
    expect((await put(caller, id, 1, etag)).status).toBe(200)
    expect((await put(caller, id, 2, '"7.0", "2.9"')).status).toBe(200)
    expect((await put(caller, id, 3, '*')).status).toBe(200)
    expect((await remove(caller, id, 4, '"4.0"')).status).toBe(200)
  })
  test.each(['"2.0"', '"11.0"', 'W/"1.0"', '1.0', '"1"', '"*"', '"1.0'])(
    '[PV13] beside base 1, %s is refused, and changes nothing',
    async (ifMatch) => {
      const caller = await device()
      const id = await createProject(caller)
      for (const answer of [await put(caller, id, 1, ifMatch), await remove(caller, id, 1, ifMatch)]) {
        expect(answer.status).toBe(400)
        expect(problemIn(answer)).toMatchObject({ code: 'invalid-request', issues: [{ path: 'headers.if-match' }] })
      }
      expect((await caller.call('GET', `/projects/${id}`)).json).toMatchObject({ version: 1 })
    },
  )
  test.each(['*', '"1.0"'])('[PV13] beside base 0, which nothing may match, %s is refused', async (ifMatch) => {
    const caller = await device()
    const id = freshId('project')
    expect((await put(caller, id, 0, ifMatch)).status).toBe(400)
    expect((await caller.call('GET', `/projects/${id}`)).status).toBe(404)
  })
}
