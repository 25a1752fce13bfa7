import { expect, test } from 'vitest'
import { diagnose } from '../../../client-lib/diagnostics/diagnose.ts'
import type { ServerRequest } from '../../../testing/cloud/http-message.ts'
import { problemReply } from '../../server/problem-reply.ts'
import { largeText } from './large-documents.ts'
import { edit } from './memory-host.ts'
import { inTheCloud, passTime, type SyncDevice } from './sync-device.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'
import { watched } from './watched-requests.ts'
import { conflictOnA, historyOf } from './world.ts'

const isKeep = ({ method, url }: ServerRequest) => method === 'POST' && url.endsWith('/versions')
const bodyOf = ({ body }: ServerRequest) => (body ? Buffer.from(body).toString() : '')
/** What the device still holds of contents, as text. */
const documentsOn = ({ disk }: SyncDevice) =>
  JSON.stringify([...disk.tables].filter(([key]) => key.startsWith('documents/')))

test('[CF5] the local side that lost leaves the device once the history has it, and the winner stays as what is agreed on', async () => {
  const world = await conflictOnA()
  await world.pageA.sync.conflicts.resolve(world.conflictId, 'remote')
  await until(() => historyOf(world).includes('conflict-side: from A'))
  await until(() => !documentsOn(world.a).includes('from A'))
  expect(documentsOn(world.a)).toContain('from B')
  const kept = [...world.server.database.versions.values()].find(({ row }) => row.kept === 'conflict-side')?.row
  expect(kept).toMatchObject({ id: `1~${world.conflictId}`, version: 1, name: 'Film', deviceName: 'studio' })
})

test('[CF5] the winner that lost is in the history as the version it was, and nothing is told twice', async () => {
  const world = await conflictOnA()
  const kept: string[] = []
  world.server.beforeHandling = (request) => void (isKeep(request) && kept.push(request.url))
  await world.pageA.sync.conflicts.resolve(world.conflictId, 'local')
  await inTheCloud(world.pageA)
  expect(historyOf(world)).toEqual(['history: one', 'history: from B', 'history: from A'])
  expect(kept).toEqual([])
  expect(documentsOn(world.a)).not.toContain('from B')
})

test('[CF5] answered offline the losing side stays on the device, also over a reload, until it is told', async () => {
  const world = await conflictOnA()
  world.a.line.cut()
  await world.pageA.sync.conflicts.resolve(world.conflictId, 'remote')
  await turnsPass()
  expect(documentsOn(world.a)).toContain('from A')
  world.pageA.kill()
  const again = world.a.open()
  await turnsPass()
  expect(documentsOn(world.a)).toContain('from A')
  world.a.line.mend()
  again.connectivity.wake()
  await until(() => historyOf(world).includes('conflict-side: from A'))
  await until(() => !documentsOn(world.a).includes('from A'))
})

test.each([
  [409, 'unexpected'],
  [500, 'internal'],
  [422, 'mutation-reused'],
])('[CF5] refused with %i it stays, and is told again at the next wake', async (status, code) => {
  const world = await conflictOnA()
  let refusals = 0
  world.server.beforeHandling = (request) => {
    if (!isKeep(request) || refusals > 0) return undefined
    refusals += 1
    return problemReply(status, code)
  }
  await world.pageA.sync.conflicts.resolve(world.conflictId, 'remote')
  await until(() => refusals === 1)
  await turnsPass(20)
  expect(documentsOn(world.a)).toContain('from A')
  world.pageA.connectivity.wake()
  await until(() => historyOf(world).includes('conflict-side: from A'))
  await until(() => !documentsOn(world.a).includes('from A'))
})

test('[CF5, QU15] an answer about another version acknowledges nothing: it stays, and is told again by a retry', async () => {
  const world = await conflictOnA()
  let told = 0
  world.server.afterHandling = (request, answer) => {
    if (!isKeep(request)) return undefined
    told += 1
    if (told > 1) return undefined
    const kept = JSON.parse(new TextDecoder().decode(answer.body))
    return { ...answer, body: new TextEncoder().encode(JSON.stringify({ ...kept, id: `${kept.id}-of-another` })) }
  }
  const tries = async () => (await diagnose(world.pageA.sync)).tries.documents
  const before = await tries()
  await world.pageA.sync.conflicts.resolve(world.conflictId, 'remote')
  await until(() => told === 1)
  await turnsPass()
  expect(documentsOn(world.a)).toContain('from A')
  world.pageA.connectivity.wake()
  await until(() => !documentsOn(world.a).includes('from A'))
  expect(told).toBe(2)
  const { fresh, retried, recovered } = await tries()
  expect([fresh - before.fresh, retried - before.retried, recovered - before.recovered]).toEqual([1, 1, 1])
})

test('[CF5] where the reply was lost the retry is byte for byte the same, and the history holds one', async () => {
  const world = await conflictOnA()
  const sent: string[] = []
  world.server.afterHandling = (request) => {
    if (!isKeep(request)) return undefined
    sent.push(bodyOf(request))
    return sent.length === 1 ? 'lost' : undefined
  }
  await world.pageA.sync.conflicts.resolve(world.conflictId, 'remote')
  await until(() => sent.length === 1)
  world.pageA.kill()
  world.a.name = 'renamed'
  world.a.open()
  await until(() => sent.length === 2)
  expect(sent[1]).toBe(sent[0])
  await until(() => !documentsOn(world.a).includes('from A'))
  expect(historyOf(world).filter((one) => one.startsWith('conflict-side'))).toEqual(['conflict-side: from A'])
})

test('[CF5, SN7] a large losing side goes to the store first, and its pieces leave the device with it', async () => {
  const world = await conflictOnA(largeText(200_000, 1))
  await world.pageA.sync.conflicts.resolve(world.conflictId, 'remote')
  await until(() => historyOf(world).includes('conflict-side: large'))
  await until(() => ![...world.a.disk.tables.keys()].some((key) => key.startsWith('pieces/')))
})

test.each([
  ['snapshot-not-found', 404],
  ['snapshot-expired', 410],
])('[CF5, SN8] a large losing side that is answered %s goes to the store once more', async (code, status) => {
  const world = await conflictOnA(largeText(200_000, 1))
  let refusals = 0
  world.server.beforeHandling = (request) => {
    if (!isKeep(request) || refusals > 0) return undefined
    refusals += 1
    return problemReply(status, code)
  }
  const requests = watched(world.server)
  await world.pageA.sync.conflicts.resolve(world.conflictId, 'remote')
  await passTime(world.a, () => historyOf(world).includes('conflict-side: large'))
  expect([refusals, requests.filter((one) => one.startsWith('PUT store')).length]).toEqual([1, 2])
})

test('[CF5] an edit that is the winner’s answers the question, and what it took the place of is told as well', async () => {
  const world = await conflictOnA()
  await world.pageA.save(edit('from B'))
  await inTheCloud(world.pageA)
  await until(() => historyOf(world).includes('conflict-side: from A'))
})

test('[CF5] killed at any moment after the answer, the losing side is on the device or in the history', async () => {
  for (let dieAt = 1; ; dieAt += 1) {
    const world = await conflictOnA()
    await world.pageA.sync.close()
    const page = world.a.open(dieAt)
    page.sync.conflicts.resolve(world.conflictId, 'remote').catch(() => undefined)
    const isTold = () => historyOf(world).includes('conflict-side: from A')
    await until(() => !page.page.alive || (isTold() && !documentsOn(world.a).includes('from A')))
    expect(documentsOn(world.a).includes('from A') || isTold()).toBe(true)
    if (page.page.alive) break
    const again = world.a.open()
    const [open] = await again.sync.conflicts.list()
    if (open) await again.sync.conflicts.resolve(open.conflictId, 'remote')
    await until(isTold)
    await again.sync.close()
  }
})
