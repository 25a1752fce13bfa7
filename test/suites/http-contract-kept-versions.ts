import { expect, test } from 'vitest'
import * as limits from '#contract/limits.ts'
import { type ApiAnswer, callerOf, problemIn } from './api-caller.ts'
import type { HttpTarget } from './http-target.ts'
import { createProject, deleted, freshId, written } from './project-fixture.ts'
import { bytesOf, sendSnapshot } from './snapshot-fixture.ts'
import { keepVersion, kept, keptBody, versionOf, versionsOf } from './version-fixture.ts'

/** What users and conflicts keep beside the versions in force. */
export function describeKeptVersionContract(target: HttpTarget): void {
  const user = freshId('user')
  const device = () => callerOf(target, user)
  const codeOf = (answer: ApiAnswer) => [answer.status, problemIn(answer).code]
  const keptOf = async (...given: Parameters<typeof versionsOf>) =>
    (await versionsOf(...given)).filter((one) => one.kept !== 'history')

  test('[HI9] a side of a conflict is kept whole, and what is in force stays as it is', async () => {
    const caller = await device()
    const id = await createProject(caller)
    await written(caller, id, { baseVersion: 1, name: 'winner' })
    const before = await caller.call('GET', `/projects/${id}`)
    const said = { kept: 'conflict-side' as const, name: 'loser', assetIds: ['a1'], deviceName: 'phone' }
    const body = keptBody({ ...said, document: { kind: 'inline', encoding: 'identity', data: '\ufeff{"a": 1.0}\r\n' } })
    const answer = await keepVersion(caller, id, body)
    const reply = { id: `1~${body.mutationId}`, madeAtMs: expect.any(Number), expiresAtMs: expect.any(Number) }
    expect([answer.status, answer.json]).toEqual([201, reply])
    const { mutationId: _, ...held } = body
    expect(await versionOf(caller, id, reply.id)).toEqual({ ...held, ...reply })
    const { document: _document, assetIds: _assetIds, ...shown } = held
    expect(await keptOf(caller, id)).toEqual([{ ...shown, ...reply }])
    const after = await caller.call('GET', `/projects/${id}`)
    expect([after.headers.get('etag'), after.json]).toEqual([before.headers.get('etag'), before.json])
  })
  test('[HI9] kept again, also at once, it is one version and the same answer', async () => {
    const caller = await device()
    const id = await createProject(caller)
    const body = keptBody({ label: 'For the client' })
    const atOnce = await Promise.all([keepVersion(caller, id, body), keepVersion(caller, id, body)])
    const again = await keepVersion(caller, id, body)
    expect([...atOnce, again].map(({ status }) => status).sort()).toEqual([200, 200, 201])
    for (const { json } of atOnce) expect(json).toEqual(again.json)
    expect(await keptOf(caller, id)).toMatchObject([{ version: 1, kept: 'named', label: 'For the client' }])
  })
  test('[HI9] other bytes under its mutation id answer mutation-reused, and change nothing', async () => {
    const caller = await device()
    const id = await createProject(caller)
    const body = keptBody()
    await keepVersion(caller, id, body)
    const others = [{ name: 'other' }, { label: 'other' }, { kept: 'conflict-side' as const }, { assetIds: ['a1'] }]
    for (const other of others) {
      expect(codeOf(await keepVersion(caller, id, { ...body, ...other }))).toEqual([422, 'mutation-reused'])
    }
    expect(await keptOf(caller, id)).toMatchObject([{ kept: 'named', name: body.name }])
  })
  test('[HI9] a version that the project has not come to answers version-not-found, an older one is named', async () => {
    const caller = await device()
    const id = await createProject(caller)
    await written(caller, id, { baseVersion: 1 })
    for (const version of [3, limits.latestVersion]) {
      expect(codeOf(await keepVersion(caller, id, keptBody({ version })))).toEqual([404, 'version-not-found'])
    }
    for (const version of [0, 1, 2]) expect((await keepVersion(caller, id, keptBody({ version }))).status).toBe(201)
    expect(await keptOf(caller, id)).toHaveLength(3)
  })
  test('[HI8, HI9] a large document is kept and comes back, and is the same under another snapshot', async () => {
    const caller = await device()
    const id = await createProject(caller)
    const bytes = crypto.getRandomValues(new Uint8Array(60_000))
    const body = keptBody({ document: await sendSnapshot(target, caller, id, bytes) })
    expect((await keepVersion(caller, id, body)).status).toBe(201)
    const again = { ...body, document: await sendSnapshot(target, caller, id, bytes) }
    expect((await keepVersion(caller, id, again)).status).toBe(200)
    const { document } = await versionOf(caller, id, `1~${body.mutationId}`)
    expect(Buffer.from(await bytesOf(target, document)).equals(bytes)).toBe(true)
    const other = { ...body, document: await sendSnapshot(target, caller, id, bytes.slice(1)) }
    expect(codeOf(await keepVersion(caller, id, other))).toEqual([422, 'mutation-reused'])
  })
  test('[HI9] beside a deleted project a side of a conflict is kept all the same', async () => {
    const caller = await device()
    const id = await createProject(caller)
    await deleted(caller, id, 1)
    const { id: side } = await kept(caller, id, { kept: 'conflict-side', name: 'still wanted' })
    expect(await versionOf(caller, id, side)).toMatchObject({ version: 1, name: 'still wanted' })
    expect(problemIn(await caller.call('GET', `/projects/${id}`)).code).toBe('project-deleted')
  })
  test('[HI7] the list holds each version once, the newest first, however small its pages', async () => {
    const caller = await device()
    const id = await createProject(caller)
    const ids: string[] = []
    for (let n = 0; n < 5; n += 1) ids.unshift((await kept(caller, id)).id)
    expect((await keptOf(caller, id, 2)).map((one) => one.id)).toEqual(ids)
    const page = await caller.call('GET', `/projects/${id}/versions?limit=2`)
    const { cursor } = page.json as { cursor: string }
    const other = await createProject(caller)
    for (const [project, given] of [
      [other, cursor],
      [id, 'bm90IG9uZQ'],
    ]) {
      const answer = await caller.call('GET', `/projects/${project}/versions?cursor=${given}`)
      expect(codeOf(answer)).toEqual([400, 'invalid-request'])
      expect(problemIn(answer).issues).toMatchObject([{ path: 'query.cursor' }])
    }
  })
  test('[HI9, IN1, IN2] what a version cannot be is refused, and a document over its limit', async () => {
    const caller = await device()
    const id = await createProject(caller)
    const wrong = { ...keptBody(), kept: 'history', version: 1_000_000_000_000, label: '', colour: 'red' }
    const answer = await keepVersion(caller, id, wrong)
    expect(codeOf(answer)).toEqual([400, 'invalid-request'])
    const paths = (problemIn(answer).issues as { path: string }[]).map(({ path }) => path)
    expect(paths.sort()).toEqual(['body.colour', 'body.kept', 'body.label', 'body.version'])
    const random = crypto.getRandomValues(new Uint8Array(limits.inlineDocumentBytes + 1))
    const data = Buffer.from(random).toString('base64')
    const large = keptBody({ document: { kind: 'inline', encoding: 'identity', data } })
    expect(codeOf(await keepVersion(caller, id, large))).toEqual([413, 'document-too-large'])
    expect(await keptOf(caller, id)).toEqual([])
  })
  test("[HI10, ID3] beside an unknown project, or another user's, nothing is kept", async () => {
    const owner = await device()
    const id = await createProject(owner)
    const stranger = await callerOf(target, freshId('user'))
    expect(codeOf(await keepVersion(stranger, id, keptBody()))).toEqual([404, 'project-not-found'])
    expect(codeOf(await keepVersion(owner, freshId('project'), keptBody()))).toEqual([404, 'project-not-found'])
    expect(await keptOf(owner, id)).toEqual([])
    const { id: side } = await kept(owner, id)
    const read = await stranger.call('GET', `/projects/${id}/versions/${side}`)
    expect(codeOf(read)).toEqual([404, 'version-not-found'])
  })
}
