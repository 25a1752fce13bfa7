import * as v from 'valibot'
import { expect, test } from 'vitest'
import { ProjectReply, PutProjectReply } from '#contract/projects.ts'
import { userIdOf } from '../../../lambdas/auth/user-id.ts'
import { noLimits } from '../../server/no-limits.ts'
import { callerOf, problemIn } from '../../suites/api-caller.ts'
import { projectBody, putProject, written } from '../../suites/project-fixture.ts'
import { bytesOf, presignedFor, sendSnapshot, sentAs } from '../../suites/snapshot-fixture.ts'
import { keepVersion, keptBody } from '../../suites/version-fixture.ts'
import { memoryTarget } from './memory-target.ts'

const dayMs = 24 * 60 * 60 * 1000
const bytes = new TextEncoder().encode('a large document')

async function start(limits = noLimits) {
  const target = memoryTarget(limits)
  return { target, caller: await callerOf(target, 'ada') }
}

test('[SN2] a snapshot may be named for a day, and not a moment longer', async () => {
  const { target, caller } = await start()
  const document = await sendSnapshot(target, caller, 'p1', bytes)
  target.clock.advance(dayMs)
  await written(caller, 'p1', { document })
  target.clock.advance(1)
  const answer = await putProject(caller, 'p1', projectBody({ baseVersion: 1, document }))
  expect([answer.status, problemIn(answer).code]).toEqual([410, 'snapshot-expired'])
})

test('[SN3, PV3] a write whose reply was lost for over a day is known again once its bytes are sent anew', async () => {
  const { target, caller } = await start()
  const body = projectBody({ document: await sendSnapshot(target, caller, 'p1', bytes) })
  await putProject(caller, 'p1', body)
  await written(caller, 'p1', { baseVersion: 1, name: 'theirs' })
  target.clock.advance(dayMs + 1)
  expect(problemIn(await putProject(caller, 'p1', body)).code).toBe('snapshot-expired')
  const resent = { ...body, document: await sendSnapshot(target, caller, 'p1', bytes) }
  const { json } = await putProject(caller, 'p1', resent)
  expect(v.parse(PutProjectReply, json)).toMatchObject({ version: 1, currentVersion: 2 })
})

test('[SN4] a large document is given at an address that lives for a while, and a new one at each reading', async () => {
  const { target, caller } = await start()
  await written(caller, 'p1', { document: await sendSnapshot(target, caller, 'p1', bytes) })
  const read = async () => v.parse(ProjectReply, (await caller.call('GET', '/projects/p1')).json).document
  const first = await read()
  if (first.kind !== 'snapshot') throw new Error('The document is not a large one.')
  target.clock.advance(first.expiresAtMs - target.clock.nowMs())
  expect((await target.fetch(first.url)).status).toBe(403)
  expect(await bytesOf(target, await read())).toEqual(bytes)
})

test('[SN6] what is presigned is in the ledger, sent or not, with its size and its key', async () => {
  const { target, caller } = await start()
  const { snapshotId } = await presignedFor(caller, 'p1', bytes)
  const userId = userIdOf(target.server.tokens.issuer, 'ada')
  const pending = [...target.server.database.snapshots.values()]
  const storageKey = `${userId}/snapshots/${snapshotId}`
  expect(pending).toEqual([
    { userId, id: snapshotId, storageKey, sizeBytes: bytes.byteLength, nowMs: target.clock.nowMs() },
  ])
  expect((await putProject(caller, 'p1', projectBody({ document: sentAs(snapshotId, bytes) }))).status).toBe(404)
})

test('[SN6] a list of many assets is in the ledger too', async () => {
  const { target, caller } = await start()
  await written(caller, 'p1', { assetIds: Array.from({ length: 2001 }, (_, index) => `a${index}`) })
  const [row] = target.server.database.projects.values()
  const [pending] = target.server.database.snapshots.values()
  const { storageKey, sizeBytes } = pending ?? {}
  expect(row?.assetIds).toMatchObject({ kind: 'object', object: { storageKey, sizeBytes } })
})

test('[QT1, SN13] a list of many assets that is tried again, or saved again unchanged, is kept and counted once', async () => {
  const { target, caller } = await start()
  const assetIds = Array.from({ length: 2001 }, (_, index) => `a${index}`)
  const body = projectBody({ assetIds })
  const counted = async () => (await caller.call('GET', '/usage')).json
  const { objects } = target.server
  const write = objects.write.bind(objects)
  let sent = 0
  // The bucket keeps what is written over, and nobody counts it.
  objects.write = (...given) => {
    sent += 1
    return write(...given)
  }
  await putProject(caller, 'p1', body)
  const once = await counted()
  await putProject(caller, 'p1', body)
  await written(caller, 'p1', { assetIds, baseVersion: 1 })
  expect(await counted()).toEqual(once)
  expect(target.server.objects.objects.size).toBe(1)
  expect(sent).toBe(1)
  target.clock.advance(dayMs)
  await written(caller, 'p1', { assetIds, baseVersion: 2 })
  expect(target.server.objects.objects.size).toBe(2)
})

test('[QT3] a write of a long list that was made hours ago is answered as made where no room is left for the list', async () => {
  const { target, caller } = await start({ ...noLimits, storedBytes: 20_000 })
  const body = projectBody({ assetIds: Array.from({ length: 2001 }, (_, index) => `a${index}`) })
  await putProject(caller, 'p1', body)
  target.clock.advance(dayMs)
  expect((await putProject(caller, 'p1', body)).json).toMatchObject({ version: 1, currentVersion: 1 })
  const other = async (change: object) => problemIn(await putProject(caller, 'p1', { ...body, ...change })).code
  expect(await other({ name: 'other' })).toBe('mutation-reused')
  expect(await other({ mutationId: 'm2' })).toBe('version-conflict')
  expect(await other({ mutationId: 'm2', baseVersion: 1 })).toBe('quota-exceeded')
})

test('[QT3] a version with a long list that was kept hours ago is answered as kept where no room is left for the list', async () => {
  const { target, caller } = await start({ ...noLimits, storedBytes: 20_000 })
  await written(caller, 'p1')
  const body = keptBody({ assetIds: Array.from({ length: 2001 }, (_, index) => `a${index}`) })
  expect((await keepVersion(caller, 'p1', body)).status).toBe(201)
  target.clock.advance(dayMs)
  expect((await keepVersion(caller, 'p1', body)).status).toBe(200)
  const other = async (change: object) => problemIn(await keepVersion(caller, 'p1', { ...body, ...change })).code
  expect(await other({ name: 'other' })).toBe('mutation-reused')
  expect(await other({ mutationId: 'm2' })).toBe('quota-exceeded')
})

test('[SN13] a list that was reserved by a try that died before it was stored is stored by the next', async () => {
  const { target, caller } = await start()
  const body = projectBody({ assetIds: Array.from({ length: 2001 }, (_, index) => `a${index}`) })
  const write = target.server.objects.write.bind(target.server.objects)
  target.server.objects.write = async () => {
    throw new Error('The function died.')
  }
  expect((await putProject(caller, 'p1', body)).status).toBe(500)
  target.server.objects.write = write
  expect((await putProject(caller, 'p1', body)).status).toBe(200)
  expect((await caller.call('GET', '/projects/p1')).status).toBe(200)
})

test('[SN5] a row whose list is not in the store fails loudly: no shorter list is answered', async () => {
  const { target, caller } = await start()
  await written(caller, 'p1', { assetIds: Array.from({ length: 2001 }, (_, index) => `a${index}`) })
  target.server.objects.objects.clear()
  const answer = await caller.call('GET', '/projects/p1')
  expect([answer.status, problemIn(answer).code]).toEqual([500, 'internal'])
})
