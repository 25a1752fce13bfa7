import { describe, expect, test } from 'vitest'
import { acknowledgeLosses } from '../../../client-lib/diagnostics/acknowledge-losses.ts'
import { diagnose } from '../../../client-lib/diagnostics/diagnose.ts'
import { edit } from './memory-host.ts'
import { lineIsBack, savedOffline } from './saved-offline.ts'
import { activity, inTheCloud, type OpenPage } from './sync-device.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'
import { twoTabs } from './two-tabs.ts'
import { inCloudNow, newWorld, sharedProject } from './world.ts'

const clip = () => new File(['a clip'], 'clip.mp4', { type: 'video/mp4' })
const status = ({ sync }: OpenPage) => sync.status.get()
const losses = async ({ sync }: OpenPage) => (await diagnose(sync)).losses

describe('while no page was open', () => {
  // Seed 1925 of the simulation.
  test('[LS10, LS11, AC1] a loss in work of nobody stays named where its row is damaged, and saved over, before it was told', async () => {
    const { a } = newWorld()
    Object.assign(a, { ownStore: false, account: null })
    const before = a.open()
    await before.sync.projects.save(edit('one'))
    before.kill()
    const { tables } = a.keptOf(null).disk
    tables.clear()
    const page = a.open()
    await until(async () => (await losses(page)).length > 0)
    const named = await losses(page)
    tables.set('lanes/film', 'rust')
    await page.sync.projects.save(edit('two'))
    expect(await losses(page)).toEqual(expect.arrayContaining([...named]))
  })

  test('[LS11] an edit that the app’s store has is queued again, and nothing is called lost', async () => {
    const world = newWorld()
    const { a } = world
    ;(await savedOffline(a, 'one')).kill()
    a.evictRows()
    const page = a.open()
    lineIsBack(a, page)
    await inTheCloud(page)
    expect(await inCloudNow(world)).toBe('one')
    expect(await losses(page)).toEqual([])
  })

  test('[LS11, DG1] one that is nowhere is named until the app says that its user knows, also after a reload', async () => {
    const { a } = newWorld()
    a.ownStore = false
    const before = await savedOffline(a, 'one')
    const savedAtMs = a.clock.nowMs()
    before.kill()
    a.evictRows()
    const page = a.open()
    await activity(page, 'blocked')
    const named = [{ kind: 'content-lost', projectId: 'film', savedAtMs, code: 'evicted' }]
    expect(await losses(page)).toEqual(named)
    expect(status(page)).toMatchObject({ durability: 'unsaved', activity: { code: 'content-lost' } })
    page.kill()
    const again = a.open()
    await activity(again, 'blocked')
    expect(await losses(again)).toEqual(named)
    await acknowledgeLosses(again.sync, await losses(again))
    expect(await losses(again)).toEqual([])
    expect(status(again).projects).toEqual({})
    lineIsBack(a, again)
    await again.sync.projects.save(edit('made anew'))
    await inTheCloud(again)
  })

  test('[LS11, DG1] a loss that its user was not told of yet stays named', async () => {
    const { a } = newWorld()
    a.ownStore = false
    ;(await savedOffline(a, 'one')).kill()
    a.evictRows()
    const before = a.open()
    await activity(before, 'blocked')
    const named = await losses(before)
    before.kill()
    a.evictRows()
    const page = a.open()
    // The rows are not put back yet.
    const told = await losses(page)
    expect(told).toEqual([])
    await acknowledgeLosses(page.sync, told)
    await activity(page, 'blocked')
    expect(await losses(page)).toEqual(named)
  })

  test('[LS11, DG1] an edit that is saved as the app opens hides no loss', async () => {
    const world = newWorld()
    const { a } = world
    a.ownStore = false
    ;(await savedOffline(a, 'one')).kill()
    a.evictRows()
    const page = a.open()
    await page.sync.projects.save(edit('two'))
    lineIsBack(a, page)
    await inTheCloud(page)
    expect(await inCloudNow(world)).toBe('two')
    expect(await losses(page)).toEqual([expect.objectContaining({ projectId: 'film', code: 'evicted' })])
  })

  test('[LS11] what the cloud has opens from there; the edit on top of it stays named when the user goes on', async () => {
    const world = newWorld()
    const { a } = world
    a.ownStore = false
    const first = a.open()
    await first.sync.projects.save(edit('one'))
    await inTheCloud(first)
    ;(await savedOffline(a, 'two', first)).kill()
    a.evictRows()
    const page = a.open()
    lineIsBack(a, page)
    await activity(page, 'blocked')
    expect((await page.sync.projects.open('film')).document).toBe('one')
    await page.sync.projects.save(edit('three'))
    await inTheCloud(page)
    expect(await inCloudNow(world)).toBe('three')
    expect(await losses(page)).toEqual([expect.objectContaining({ projectId: 'film', code: 'evicted' })])
    expect(status(page).projects.film).toMatchObject({ lost: 1, activity: { kind: 'blocked', code: 'content-lost' } })
    await acknowledgeLosses(page.sync, await losses(page))
    await until(() => status(page).activity.kind === 'idle')
  })

  test('[LS11] an edit that is saved before the project is shown again is asked about, and no version is written over', async () => {
    const world = newWorld()
    const { a } = world
    a.ownStore = false
    const { leader, follower } = await twoTabs(a)
    await leader.sync.pause()
    await leader.sync.projects.save(edit('one'))
    await follower.sync.projects.save(edit('two'))
    await leader.sync.resume()
    await inTheCloud(leader)
    // What keeps the project in the notes of the device.
    expect(await leader.sync.projects.overlaid('film')).toHaveLength(1)
    for (const page of [leader, follower]) page.kill()
    a.evictRows()
    const page = a.open()
    await page.sync.projects.save(edit('three'))
    await until(async () => (await page.sync.conflicts.list()).length === 1)
    expect(await inCloudNow(world)).toBe('two')
  })

  test('[LS11] a file whose bytes are there goes on, and one whose bytes are gone is named and can be added again', async () => {
    const { a } = newWorld()
    a.withMedia = true
    const before = await savedOffline(a, 'one')
    await before.sync.assets.add('film', clip(), { assetId: 'clip' })
    const other = () => new File(['another clip'], 'other.mp4', { type: 'video/mp4' })
    await before.sync.assets.add('film', other(), { assetId: 'other' })
    const kept = a.disk.tables.get('assets/film/other') as { mediaKey: string }
    before.kill()
    a.evictRows()
    await a.media.remove(kept.mediaKey)
    const page = a.open()
    lineIsBack(a, page)
    await inTheCloud(page)
    const phases = async () =>
      Object.fromEntries((await page.sync.assets.list('film')).map((one) => [one.assetId, one.transfer.phase]))
    await until(async () => (await phases()).clip === 'stored' && (await phases()).other === 'blocked')
    expect(await losses(page)).toEqual([
      { kind: 'file-lost', projectId: 'film', assetId: 'other', code: 'local-bytes-missing' },
    ])
    await page.sync.assets.add('film', other(), { assetId: 'other' })
    await until(() => status(page).durability === 'in-the-cloud')
    expect(await losses(page)).toEqual([])
  })

  test('[LS11] what was in the cloud before is not called lost, and nothing of it is noted', async () => {
    const { a, pageA } = await sharedProject()
    expect(a.inventory.notes()).toEqual([])
    pageA.kill()
    a.evictRows()
    const page = a.open()
    await inTheCloud(page)
    expect(await losses(page)).toEqual([])
    expect(await page.sync.conflicts.list()).toEqual([])
  })
})

test('[ST1, LS11] no file that was put back at a start passes for stored until its row is read', async () => {
  const { a } = newWorld()
  a.withMedia = true
  a.ownStore = false
  const first = a.open()
  await first.sync.projects.save(edit('one', { assetIds: ['clip'] }))
  await inTheCloud(first)
  a.line.cut()
  await first.sync.assets.add('film', new File(['a clip'], 'clip.mp4'), { assetId: 'clip' })
  first.kill()
  a.evictRows()
  const { sync } = a.open()
  const told: string[] = []
  sync.status.subscribe(({ durability }) => told.push(durability))
  await until(() => sync.status.get().uploads.open === 1)
  await turnsPass()
  expect(told).not.toContain('in-the-cloud')
  await sync.close()
})
