import { expect, test } from 'vitest'
import type { OpenConflict } from '../../../client-lib/conflicts/conflicts-api.ts'
import { edit } from './memory-host.ts'
import { inTheCloud } from './sync-device.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'
import { conflictOnA, historyOf, holds, inCloudNow } from './world.ts'

test('[CF9] a newer version of the cloud’s takes its side of the open question, and the app is told', async () => {
  const world = await conflictOnA()
  const { a, pageA, pageB, conflictId } = world
  const told: OpenConflict[] = []
  pageA.sync.conflicts.subscribe((open) => told.push(...open))
  await pageB.save(edit('from B, later'))
  await inTheCloud(pageB)
  pageA.connectivity.wake()
  const expected = {
    conflictId,
    local: { project: edit('from A') },
    remote: { project: edit('from B, later'), version: 3 },
  }
  await until(() => told.at(-1)?.remote.version === 3)
  expect(told.at(-1)).toMatchObject(expected)
  expect(await pageA.sync.conflicts.list()).toMatchObject([expected])
  // What it took the place of was in force, and so is in the history.
  expect(JSON.stringify([...a.disk.tables])).not.toContain('"from B"')
  await pageA.sync.conflicts.resolve(conflictId, 'local')
  await inTheCloud(pageA)
  expect(await inCloudNow(world)).toBe('from A')
  expect([...world.server.database.projects.values()].map(({ version }) => version)).toEqual([4])
})

test('[CF9] the newer side is fetched once, however often is polled', async () => {
  const { server, pageA, pageB } = await conflictOnA()
  await pageB.save(edit('from B, later'))
  await inTheCloud(pageB)
  let fetched = 0
  let listed = 0
  server.beforeHandling = ({ method, url }) => {
    if (method === 'GET' && url.endsWith('/film')) fetched += 1
    if (method === 'GET' && url.includes('/api/projects?')) listed += 1
    return undefined
  }
  for (let rounds = 1; rounds <= 3; rounds += 1) {
    pageA.connectivity.wake()
    await until(() => listed >= rounds)
    await turnsPass(20)
  }
  expect(fetched).toBe(1)
})

test('[CF9] a newer version that equals the local side answers the question', async () => {
  const { pageA, pageB } = await conflictOnA()
  await pageB.save(edit('from A'))
  await inTheCloud(pageB)
  pageA.connectivity.wake()
  await inTheCloud(pageA)
  expect(await pageA.sync.conflicts.list()).toEqual([])
})

test.each(['local', 'remote', 'both'] as const)(
  '[CF10] %s, answered offline in another tab after a reload, is carried out when online',
  async (answer) => {
    const world = await conflictOnA()
    const { a, b, pageA, pageB, conflictId } = world
    pageA.kill()
    a.line.cut()
    const leader = a.open()
    await until(async () => (await leader.sync.conflicts.list()).length === 1)
    const other = a.open()
    await until(async () => (await other.sync.conflicts.list()).length === 1)
    await other.sync.conflicts.resolve(conflictId, answer)
    await until(async () => (await leader.sync.conflicts.list()).length === 0)
    expect(a.host.projects.get('film')).toEqual(edit(answer === 'local' ? 'from A' : 'from B'))
    other.kill()
    leader.kill()
    a.line.mend()
    const again = a.open()
    await until(() => again.sync.status.get().durability === 'in-the-cloud')
    expect(await inCloudNow(world)).toBe(answer === 'local' ? 'from A' : 'from B')
    if (answer === 'remote') await until(() => historyOf(world).includes('conflict-side: from A'))
    pageB.connectivity.wake()
    await holds(b, answer === 'local' ? 'from A' : 'from B')
  },
)
