import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { AnsweredDocument, ProjectReply, PutProjectReply, WinningVersion } from '#contract/projects.ts'
import { callerOf, problemIn } from './api-caller.ts'
import type { HttpTarget } from './http-target.ts'
import { deleted, deleteProject, deletionOf, freshId, projectBody, putProject, written } from './project-fixture.ts'
import { bytesOf, documentKinds, documentOf } from './snapshot-fixture.ts'

/** The rules of writes, for documents that travel in the request and for those that went to the store before. */
export function describeDocumentKindContract(target: HttpTarget): void {
  const user = freshId('user')

  describe.each(documentKinds)('a document that travels %s', { timeout: 60_000 }, (kind) => {
    const start = async () => {
      const caller = await callerOf(target, user)
      const id = freshId('project')
      const document = (text: string) => documentOf(kind, target, caller, id, text)
      const first = projectBody({ document: await document('first') })
      await putProject(caller, id, first)
      return { caller, id, document, first }
    }

    test('[PV2, SN3] a write, or a deletion, on another version answers the winner, whole', async () => {
      const { caller, id, document, first } = await start()
      await written(caller, id, { baseVersion: 1, name: 'winner', document: await document('winner') })
      const { document: winning } = v.parse(ProjectReply, (await caller.call('GET', `/projects/${id}`)).json)
      for (const answer of [
        await putProject(caller, id, { ...first, mutationId: freshId('mutation'), baseVersion: 1 }),
        await deleteProject(caller, id, deletionOf(1)),
      ]) {
        const { code, winner } = problemIn(answer)
        expect(code).toBe('version-conflict')
        const told = v.parse(WinningVersion, winner)
        expect(told).toMatchObject({ id, version: 2, name: 'winner', document: { kind, encoding: 'gzip' } })
        expect(await bytesOf(target, told.document)).toEqual(await bytesOf(target, winning))
      }
      expect((await caller.call('GET', `/projects/${id}`)).json).toMatchObject({ version: 2 })
    })
    test('[PV3, SN3] a retried write whose reply was lost answers the version it made, also after others', async () => {
      const { caller, id, document, first } = await start()
      const again = () => putProject(caller, id, first)
      expect(v.parse(PutProjectReply, (await again()).json)).toMatchObject({ version: 1, currentVersion: 1 })
      await written(caller, id, { baseVersion: 1, document: await document('theirs') })
      expect(v.parse(PutProjectReply, (await again()).json)).toMatchObject({ version: 1, currentVersion: 2 })
    })
    test('[PV3, SN3] the same bytes, sent once more, are the same write', async () => {
      const { caller, id, document, first } = await start()
      const resent = await putProject(caller, id, { ...first, document: await document('first') })
      expect(v.parse(PutProjectReply, resent.json)).toMatchObject({ version: 1, currentVersion: 1 })
    })
    test('[PV4, SN3] one mutation id with another document answers mutation-reused, and changes nothing', async () => {
      const { caller, id, document, first } = await start()
      const answer = await putProject(caller, id, { ...first, document: await document('other') })
      expect([answer.status, problemIn(answer).code]).toEqual([422, 'mutation-reused'])
      expect((await caller.call('GET', `/projects/${id}`)).json).toMatchObject({ version: 1 })
    })
    test('[PV8, SN3] GET answers 304 while nothing has changed', async () => {
      const { caller, id, document } = await start()
      const known = { headers: { 'if-none-match': '"1.0"' } }
      expect((await caller.call('GET', `/projects/${id}`, known)).status).toBe(304)
      await written(caller, id, { baseVersion: 1, document: await document('second') })
      expect((await caller.call('GET', `/projects/${id}`, known)).status).toBe(200)
    })
    test('[PV11, SN3] a write on the tombstone brings the project back, with this document', async () => {
      const { caller, id, document } = await start()
      await deleted(caller, id, 1)
      const back = await document('back again')
      expect(await written(caller, id, { baseVersion: 2, document: back })).toMatchObject({ version: 3 })
      const { json } = await caller.call('GET', `/projects/${id}`)
      expect(json).toMatchObject({ version: 3, document: { kind, encoding: 'gzip' } })
    })
    test('[PV13, SN3] If-Match must agree with the base', async () => {
      const { caller, id, document } = await start()
      const body = projectBody({ baseVersion: 1, document: await document('second') })
      const put = (ifMatch: string) => caller.call('PUT', `/projects/${id}`, { body, headers: { 'if-match': ifMatch } })
      expect(problemIn(await put('"2.0"'))).toMatchObject({ code: 'invalid-request' })
      expect((await put('"1.0"')).status).toBe(200)
    })
    test('[PV6, SN3] each kind may follow the other, and nothing of the one before is left', async () => {
      const { caller, id } = await start()
      for (const [index, next] of [...documentKinds, ...documentKinds.toReversed()].entries()) {
        const document = await documentOf(next, target, caller, id, `edit ${index}`)
        await written(caller, id, { baseVersion: index + 1, document })
        const { json } = await caller.call('GET', `/projects/${id}`)
        const answered = v.parse(AnsweredDocument, (json as { document: unknown }).document)
        expect(answered.kind).toBe(next)
        const inline = await documentOf('inline', target, caller, id, `edit ${index}`)
        expect(await bytesOf(target, answered)).toEqual(await bytesOf(target, inline as AnsweredDocument))
      }
    })
  })
}
