import { gzipSync } from 'node:zlib'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { ProjectReply, PutProjectReply } from '#contract/projects.ts'
import { callerOf, problemIn } from './api-caller.ts'
import type { HttpTarget } from './http-target.ts'
import { createProject, freshId, projectBody, putProject, written } from './project-fixture.ts'

/** Versions, lost replies, documents. */
export function describeProjectContract(target: HttpTarget): void {
  const user = freshId('user')
  const device = () => callerOf(target, user)

  test('[PV1] base 0 makes version 1, and each accepted write the next', async () => {
    const caller = await device()
    const id = freshId('project')
    for (const version of [1, 2, 3]) {
      const reply = await written(caller, id, { baseVersion: version - 1 })
      expect(reply).toMatchObject({ version, currentVersion: version, mediaRev: 0, missingAssets: [] })
    }
  })
  test('[PV1] a write on a version of an unknown project answers project-not-found', async () => {
    const answer = await putProject(await device(), freshId('project'), projectBody({ baseVersion: 3 }))
    expect([answer.status, problemIn(answer).code]).toEqual([404, 'project-not-found'])
  })
  test.each([0, 1, 7])(
    '[PV2] a write on base %i of version 2 answers the winner, whole, and changes nothing',
    async (base) => {
      const caller = await device()
      const id = await createProject(caller)
      const winning = projectBody({ baseVersion: 1, name: 'winner', assetIds: ['a1'], deviceName: 'laptop' })
      await putProject(caller, id, winning)
      const answer = await putProject(caller, id, projectBody({ baseVersion: base, name: 'loser' }))
      expect([answer.status, problemIn(answer).code]).toEqual([409, 'version-conflict'])
      const { name, document, assetIds, deviceName } = winning
      expect(problemIn(answer).winner).toMatchObject({ id, version: 2, name, document, assetIds, deviceName })
      expect((await caller.call('GET', `/projects/${id}`)).json).toMatchObject({ version: 2, name: 'winner' })
    },
  )
  test('[PV2] of two writes at once on one version exactly one is taken', async () => {
    const caller = await device()
    const id = await createProject(caller)
    const bodies = ['left', 'right'].map((name) => projectBody({ baseVersion: 1, name }))
    const answers = await Promise.all(bodies.map((body) => putProject(caller, id, body)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })
  test('[PV3] a retried write whose reply was lost answers the version it made', async () => {
    const caller = await device()
    const id = freshId('project')
    const body = projectBody()
    await putProject(caller, id, body)
    const again = v.parse(PutProjectReply, (await putProject(caller, id, body)).json)
    expect(again).toMatchObject({ version: 1, currentVersion: 1 })
  })
  test("[PV3] with another device's write in between, it answers both versions", async () => {
    const caller = await device()
    const id = await createProject(caller)
    const lost = projectBody({ baseVersion: 1, name: 'mine' })
    await putProject(caller, id, lost)
    await written(caller, id, { baseVersion: 2, name: 'theirs' })
    const again = v.parse(PutProjectReply, (await putProject(caller, id, lost)).json)
    expect(again).toMatchObject({ version: 2, currentVersion: 3 })
    expect((await caller.call('GET', `/projects/${id}`)).json).toMatchObject({ version: 3, name: 'theirs' })
  })
  test('[PV3] one write sent twice at once is made once', async () => {
    const caller = await device()
    const id = await createProject(caller)
    const body = projectBody({ baseVersion: 1 })
    const answers = await Promise.all([putProject(caller, id, body), putProject(caller, id, body)])
    expect(answers.map(({ json }) => v.parse(PutProjectReply, json).version)).toEqual([2, 2])
    expect((await caller.call('GET', `/projects/${id}`)).json).toMatchObject({ version: 2 })
  })
  test.each([0, 1])(
    '[PV4] a mutation id with other bytes, on base %i, answers mutation-reused',
    async (baseVersion) => {
      const caller = await device()
      const id = freshId('project')
      const body = projectBody({ name: 'first' })
      await putProject(caller, id, body)
      const answer = await putProject(caller, id, { ...body, baseVersion, name: 'other' })
      expect([answer.status, problemIn(answer).code]).toEqual([422, 'mutation-reused'])
      expect((await caller.call('GET', `/projects/${id}`)).json).toMatchObject({ version: 1, name: 'first' })
    },
  )
  test('[PV5] the 32nd last mutation is remembered, the one before it is not', async () => {
    const caller = await device()
    const id = freshId('project')
    const bodies = Array.from({ length: 33 }, (_, baseVersion) => projectBody({ baseVersion }))
    for (const body of bodies) await putProject(caller, id, body)
    const remembered = v.parse(PutProjectReply, (await putProject(caller, id, bodies[1])).json)
    expect(remembered).toMatchObject({ version: 2, currentVersion: 33 })
    expect(problemIn(await putProject(caller, id, bodies[0])).code).toBe('version-conflict')
  })
  test.each([
    ['text', '{"a": 1.0,\r\n "b":NaN, "c":12345678901234567890}\n'],
    ['nothing', ''],
    ['unicode', '\ufeffé🎬\u0000\u2028'],
  ])('[PV6] a document of %s comes back byte for byte', async (_, data) => {
    const caller = await device()
    const document = { kind: 'inline', encoding: 'identity', data } as const
    const id = await createProject(caller, { document })
    expect(v.parse(ProjectReply, (await caller.call('GET', `/projects/${id}`)).json).document).toEqual(document)
  })
  test('[PV6] a document given gzipped comes back as the same gzip', async () => {
    const caller = await device()
    const data = gzipSync('{"clips":[]}', { level: 1 }).toString('base64')
    const document = { kind: 'inline', encoding: 'gzip', data } as const
    const id = await createProject(caller, { document })
    expect(v.parse(ProjectReply, (await caller.call('GET', `/projects/${id}`)).json).document).toEqual(document)
  })
  test('[PV7] assets that were never uploaded are missing, in the reply and in the project', async () => {
    const caller = await device()
    const id = freshId('project')
    expect(await written(caller, id, { assetIds: ['a', 'b'] })).toMatchObject({ missingAssets: ['a', 'b'] })
    const { assets } = v.parse(ProjectReply, (await caller.call('GET', `/projects/${id}`)).json)
    expect(assets).toEqual([
      { assetId: 'a', state: 'missing' },
      { assetId: 'b', state: 'missing' },
    ])
  })
  test('[PV7] of the version that won a conflict the missing assets are named too, to a write and to a deletion', async () => {
    const caller = await device()
    const id = await createProject(caller, { assetIds: ['a', 'b'] })
    const write = await putProject(caller, id, projectBody({ baseVersion: 0 }))
    const body = { baseVersion: 7, mutationId: freshId('mutation') }
    const deletion = await caller.call('DELETE', `/projects/${id}`, { body })
    for (const { status, json } of [write, deletion]) {
      expect(status).toBe(409)
      expect(json).toMatchObject({ winner: { version: 1, assetIds: ['a', 'b'], missingAssets: ['a', 'b'] } })
    }
  })
  test('[PV8] GET answers 304 to its own ETag, and 200 once a write has followed', async () => {
    const caller = await device()
    const id = await createProject(caller)
    const first = await caller.call('GET', `/projects/${id}`)
    const known = { headers: { 'if-none-match': first.headers.get('etag') ?? '' } }
    expect(first.headers.get('etag')).toBe('"1.0"')
    const unchanged = await caller.call('GET', `/projects/${id}`, known)
    expect([unchanged.status, unchanged.text, unchanged.headers.get('etag')]).toEqual([304, '', '"1.0"'])
    await written(caller, id, { baseVersion: 1 })
    expect((await caller.call('GET', `/projects/${id}`, known)).status).toBe(200)
  })
}
