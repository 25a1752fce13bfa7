import { expect, test, vi } from 'vitest'
import type { ThreeEdits } from '../../../client-lib/conflicts/conflict-merge.ts'
import { StorageUnavailable } from '../../../client-lib/storage/storage-unavailable.ts'
import { edit } from './memory-host.ts'
import { apart, askedOn, base, both, here, there } from './sides-apart.ts'
import { activity, inTheCloud } from './sync-device.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'
import { inCloudNow } from './world.ts'

test('[CF7] where nothing overlaps both sides in one are proposed, and nothing is applied by itself', async () => {
  const world = await apart(here, there)
  const { proposal } = await askedOn(world.pageA)
  expect(proposal).toEqual(edit(both))
  await turnsPass()
  expect(world.a.host.projects.get('film')).toEqual(edit(here))
  expect(await inCloudNow(world)).toBe(there)
})

test('[CF7] without the option nothing is proposed', async () => {
  const world = await apart(here, there, { merge: undefined })
  expect(await askedOn(world.pageA)).not.toHaveProperty('proposal')
})

test('[CF7] an app’s own merge proposes, and what it throws is reported, and costs the proposal alone', async () => {
  const reported: unknown[] = []
  vi.stubGlobal('reportError', (error: unknown) => reported.push(error))
  const propose = ({ local, remote }: ThreeEdits) => {
    if (remote.document === 'three') throw new TypeError('None of mine.')
    return { ...local, document: `${local.document} and ${remote.document}` }
  }
  const world = await apart('one', 'two', { merge: { propose, appliesByItself: false } })
  expect((await askedOn(world.pageA)).proposal?.document).toBe('one and two')
  await world.pageB.save(edit('three'))
  await inTheCloud(world.pageB)
  world.pageA.connectivity.wake()
  const moved = await until(async () => {
    const [open] = await world.pageA.sync.conflicts.list()
    return open?.remote.version === 3 ? open : undefined
  })
  expect(moved).not.toHaveProperty('proposal')
  vi.unstubAllGlobals()
  expect(reported).toEqual([new TypeError('None of mine.')])
})

test('[CF7] the proposal outlives a reload, and follows both sides', async () => {
  const world = await apart(here, there)
  await askedOn(world.pageA)
  world.pageA.kill()
  const page = world.a.open()
  expect((await askedOn(page)).proposal).toEqual(edit(both))
  await page.save(edit('{"a":3,"b":1}'))
  const proposed = (document: string) =>
    until(async () => (await page.sync.conflicts.list())[0]?.proposal?.document === document)
  await proposed('{"a":3,"b":2}')
  await world.pageB.save(edit('{"a":1,"b":4}'))
  await inTheCloud(world.pageB)
  page.connectivity.wake()
  await proposed('{"a":3,"b":4}')
  await page.save(edit('{"a":3,"b":3}'))
  await until(async () => (await page.sync.conflicts.list())[0]?.proposal === undefined)
})

test('[CF7, CF12] what both sides were made of is read again where it could not be read once', async () => {
  const world = await apart(here, there)
  await activity(world.pageA, 'conflict')
  world.pageA.kill()
  let failed = 0
  world.a.storeFails = (key) => {
    const isBase = JSON.stringify(world.a.disk.tables.get(key) ?? '').includes(JSON.stringify(base))
    if (isBase && failed++ === 0) throw new StorageUnavailable()
  }
  const { conflicts } = world.a.open().sync
  await until(async () => (await conflicts.list().catch(() => []))[0]?.proposal)
  expect(failed).toBe(2)
})

test('[CF7] without what both sides were made of at hand, or where that was another project, nothing is proposed', async () => {
  const world = await apart(here, there)
  await askedOn(world.pageA)
  world.pageA.kill()
  for (const [key, row] of world.a.disk.tables) {
    if (key.startsWith('documents/') && JSON.stringify(row).includes(JSON.stringify(base)))
      world.a.disk.tables.delete(key)
  }
  expect((await askedOn(world.a.open())).proposal).toBeUndefined()
})
