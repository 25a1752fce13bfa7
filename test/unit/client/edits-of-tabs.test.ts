import { expect, test } from 'vitest'
import { edit } from './memory-host.ts'
import { ownCopy, shownBefore } from './shown-before.ts'
import { activity, inTheCloud, type OpenPage } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import { twoTabs } from './two-tabs.ts'
import { inCloudNow, newWorld } from './world.ts'

test.each([true, false])(
  '[TA5] an edit that another tab saves over unseen is kept and told of (own store: %s)',
  async (ownStore) => {
    const world = newWorld()
    const { a } = world
    a.ownStore = ownStore
    const { leader, follower } = await twoTabs(a)
    const save = (page: OpenPage, document: string) =>
      ownStore ? page.save(edit(document)) : page.sync.projects.save(edit(document))
    await save(leader, 'one')
    await inTheCloud(leader)
    await follower.sync.projects.open('film')
    await leader.sync.pause()
    await save(leader, 'two')
    await save(leader, 'three')
    const waits = (document: string) =>
      until(() => [...a.disk.tables].some(([, row]) => JSON.stringify(row).includes(`"data":"${document}"`)))
    await waits('three')
    expect(await leader.sync.projects.overlaid('film')).toEqual([])
    await save(follower, 'on top of one')
    await waits('on top of one')
    await until(() => leader.sync.status.get().projects.film?.overlaid === 1)
    await save(follower, 'on top of that')
    await leader.sync.resume()
    await inTheCloud(follower)
    expect(await inCloudNow(world)).toBe('on top of that')
    const kept = await follower.sync.projects.overlaid('film')
    expect(kept.map(({ edit: { document } }) => document)).toEqual(['three'])
    await follower.sync.projects.dropOverlaid('film', 'another')
    expect(follower.sync.status.get().projects.film?.overlaid).toBe(1)
    await follower.sync.projects.dropOverlaid('film', kept[0]?.overlaidId ?? '')
    expect(follower.sync.status.get().projects.film?.overlaid).toBeUndefined()
    expect(JSON.stringify([...a.disk.tables])).not.toContain('"data":"three"')
  },
)

test('[TA5] of two tabs that save at the same moment neither edit is lost, whoever is queued last', async () => {
  const world = newWorld()
  const { leader, follower } = await twoTabs(world.a)
  await leader.sync.pause()
  await Promise.all([leader.save(edit('of one tab')), follower.save(edit('of the other'))])
  await until(() => leader.sync.status.get().projects.film?.overlaid === 1)
  const [kept] = await leader.sync.projects.overlaid('film')
  await leader.sync.resume()
  await inTheCloud(leader)
  expect([kept?.edit.document, await inCloudNow(world)].sort()).toEqual(['of one tab', 'of the other'])
})

test('[TA5, CF1] what a tab saved over unseen while it was on its way is kept where another device was first', async () => {
  const world = newWorld()
  const { a, b } = world
  const { leader, follower } = await twoTabs(a)
  const other = b.open()
  a.line.cut()
  await leader.save(edit('of one tab'))
  await activity(leader, 'waiting')
  await other.save(edit('from b'))
  await inTheCloud(other)
  await follower.save(edit('of the other'))
  await until(() => leader.sync.status.get().projects.film?.overlaid === 1)
  a.line.mend()
  leader.sync.retryNow()
  await activity(leader, 'conflict')
  const [open] = await leader.sync.conflicts.list()
  expect(open?.local.project.document).toBe('of the other')
  const kept = await leader.sync.projects.overlaid('film')
  expect(kept.map((one) => one.edit.document)).toEqual(['of one tab'])
})

test('[TA6, CF1] a save over what came from another device, which its tab did not show, is asked about', async () => {
  const world = await shownBefore()
  const { leader, follower } = world
  await follower.sync.projects.save(edit('on top of one'))
  await until(() => leader.sync.status.get().activity.kind === 'conflict')
  const [open] = await follower.sync.conflicts.list()
  expect(open?.local.project.document).toBe('on top of one')
  expect(open?.remote).toMatchObject({ kind: 'edited', project: { document: 'from b' } })
  expect(open).not.toHaveProperty('proposal')
  expect(await inCloudNow(world)).toBe('from b')
})

test('[TA6] what a tab was shown it edits, and nobody is asked', async () => {
  const world = newWorld()
  const { a, b } = world
  a.ownStore = false
  const page = a.open()
  await page.sync.projects.save(edit('one'))
  await inTheCloud(page)
  const first = ownCopy(a)
  const other = b.open()
  await other.sync.projects.open('film')
  await other.save(edit('from b'))
  await inTheCloud(other)
  page.sync.retryNow()
  await until(() => ownCopy(a) !== first)
  await page.sync.projects.open('film')
  await page.sync.projects.save(edit('on top of b'))
  await page.sync.projects.save(edit('and on top of that'))
  await inTheCloud(page)
  expect(await inCloudNow(world)).toBe('and on top of that')
})

test('[TA5] an edit made after a reload, of what waits since before, takes the place of nothing unseen', async () => {
  const { a } = newWorld()
  a.line.cut()
  const page = a.open()
  await page.save(edit('one'))
  await page.save(edit('two'))
  await until(() => page.sync.status.get().projects.film?.activity.kind === 'waiting')
  page.kill()
  const again = a.open()
  await until(() => again.sync.status.get().projects.film?.activity.kind === 'waiting')
  await again.save(edit('three'))
  a.line.mend()
  again.sync.retryNow()
  await inTheCloud(again)
  expect(await again.sync.projects.overlaid('film')).toEqual([])
})
