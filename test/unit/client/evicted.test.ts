import { describe, expect, test } from 'vitest'
import { acknowledgeLosses } from '../../../client-lib/diagnostics/acknowledge-losses.ts'
import { diagnose } from '../../../client-lib/diagnostics/diagnose.ts'
import { selfTest } from '../../../client-lib/diagnostics/self-test.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud, type OpenPage, type SyncDevice } from './sync-device.ts'
import { turn, until } from './turns-of-the-loop.ts'
import { inCloudNow, newWorld, sharedProject } from './world.ts'

const clip = () => new File(['a clip'], 'clip.mp4', { type: 'video/mp4' })
const status = ({ sync }: OpenPage) => sync.status.get()
const losses = async ({ sync }: OpenPage) => (await diagnose(sync)).losses

/** An edit that waits for the line. */
async function savedOffline(device: SyncDevice, document: string, page = device.open()): Promise<OpenPage> {
  device.line.cut()
  if (device.ownStore) await page.save(edit(document))
  else await page.sync.projects.save(edit(document))
  await activity(page, 'waiting')
  return page
}

async function settled(): Promise<void> {
  for (let turns = 0; turns < 100; turns += 1) await turn()
}

function lineIsBack(device: SyncDevice, page: OpenPage): void {
  device.line.mend()
  page.sync.retryNow()
}

describe('under an open page', () => {
  test.each([true, false])('[LS10] what is queued is put back from memory and arrives (own store: %s)', async (own) => {
    const world = newWorld()
    const { a } = world
    a.ownStore = own
    const page = await savedOffline(a, 'one')
    a.evictRows()
    page.connectivity.wake()
    await until(() => a.disk.tables.has('lanes/film'))
    expect(status(page).projects.film?.durability).toBe('on-this-device')
    page.kill()
    // Another start finds it as if nothing had been.
    const again = a.open()
    lineIsBack(a, again)
    await inTheCloud(again)
    expect(await inCloudNow(world)).toBe('one')
    expect(await losses(again)).toEqual([])
  })

  test('[LS10] the version agreed on is put back too: a later save makes no conflict with oneself', async () => {
    const world = await sharedProject()
    const { a, pageA } = world
    a.evictRows()
    await pageA.save(edit('two'))
    await inTheCloud(pageA)
    expect(await inCloudNow(world)).toBe('two')
    expect(await pageA.sync.conflicts.list()).toEqual([])
  })

  test('[LS10] a lane that is damaged is put back at the next look, and not only by a reload', async () => {
    const { a, pageA } = await sharedProject()
    a.disk.tables.set('lanes/film', { broken: true })
    pageA.connectivity.wake()
    await until(() => JSON.stringify(a.disk.tables.get('lanes/film') ?? '').includes('"version":1'))
    expect(await losses(pageA)).toEqual([expect.objectContaining({ kind: 'row-unreadable', key: 'film' })])
  })

  test('[LS10] a pause is kept, and files and their uploads go on', async () => {
    const { a } = newWorld()
    a.withMedia = true
    const page = await savedOffline(a, 'one')
    await page.sync.assets.add('film', clip(), { assetId: 'clip' })
    await page.sync.pause()
    a.evictRows()
    page.connectivity.wake()
    await until(() => a.disk.tables.has('device/pause') && a.disk.tables.has('assets/film/clip'))
    await page.sync.resume()
    lineIsBack(a, page)
    await until(() => status(page).durability === 'in-the-cloud')
    expect((await page.sync.assets.list('film'))[0]?.inTheCloud).toBe(true)
  })
})

test('[LS10] a file’s row is put back also where the tab has read the empty database before it knew', async () => {
  const { a } = newWorld()
  a.withMedia = true
  const page = await savedOffline(a, 'one')
  await page.sync.assets.add('film', clip(), { assetId: 'clip' })
  const rows = new Map(a.disk.tables)
  a.evictRows()
  a.origin.tabsOf({}, 'ada').post({ kind: 'assets-changed' })
  await settled()
  page.connectivity.wake()
  await until(() => a.disk.tables.has('assets/film/clip'))
  expect(a.disk.tables.get('assets/film/clip')).toEqual(rows.get('assets/film/clip'))
  await until(() => a.inventory.notes().some(({ table }) => table === 'assets'))
})

test('[LS10] a file’s row that is damaged is put back at the next look, and the file goes on', async () => {
  const { a } = newWorld()
  a.withMedia = true
  const page = await savedOffline(a, 'one')
  await page.sync.assets.add('film', clip(), { assetId: 'clip' })
  const row = structuredClone(a.disk.tables.get('assets/film/clip'))
  a.disk.tables.set('assets/film/clip', { broken: true })
  a.origin.tabsOf({}, 'ada').post({ kind: 'assets-changed' })
  await settled()
  page.connectivity.wake()
  await until(() => JSON.stringify(a.disk.tables.get('assets/film/clip')) === JSON.stringify(row))
  expect(await losses(page)).toEqual([expect.objectContaining({ kind: 'row-unreadable', key: 'film/clip' })])
  lineIsBack(a, page)
  await until(() => status(page).durability === 'in-the-cloud')
  expect((await page.sync.assets.list('film'))[0]?.inTheCloud).toBe(true)
})

test('[LS10] a row that comes back older than its upload, which has ended, is brought up to it', async () => {
  const { a } = newWorld()
  a.withMedia = true
  const page = await savedOffline(a, 'one')
  await page.sync.assets.add('film', clip(), { assetId: 'clip' })
  const older = structuredClone(a.disk.tables.get('assets/film/clip'))
  const isStored = () => JSON.stringify(a.disk.tables.get('assets/film/clip')).includes('"phase":"stored"')
  lineIsBack(a, page)
  await until(isStored)
  await settled()
  a.disk.tables.set('assets/film/clip', older)
  a.origin.tabsOf({}, 'ada').post({ kind: 'assets-changed' })
  await until(isStored)
  await until(() => status(page).durability === 'in-the-cloud')
})

test('[LS10] a row that was removed on purpose stays away', async () => {
  const { a } = newWorld()
  a.withMedia = true
  const page = await savedOffline(a, 'one')
  await page.sync.assets.add('film', clip(), { assetId: 'clip' })
  page.connectivity.wake()
  await until(() => a.disk.tables.has('device/born'))
  a.disk.tables.delete('assets/film/clip')
  a.origin.tabsOf({}, 'ada').post({ kind: 'assets-changed' })
  await until(() => status(page).uploads.open === 0)
  page.connectivity.wake()
  await settled()
  expect(a.disk.tables.has('assets/film/clip')).toBe(false)
  expect(a.inventory.notes().filter(({ table }) => table === 'assets')).toEqual([])
})

describe('while no page was open', () => {
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
    await acknowledgeLosses(again.sync)
    expect(await losses(again)).toEqual([])
    expect(status(again).projects).toEqual({})
    lineIsBack(a, again)
    await again.sync.projects.save(edit('made anew'))
    await inTheCloud(again)
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
    await acknowledgeLosses(page.sync)
    await until(() => status(page).activity.kind === 'idle')
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

describe('a browser that gives no database', () => {
  test('[LS12, ST1] work goes on in memory, is never called kept here, and is in the cloud once that has it', async () => {
    const world = newWorld()
    const { a } = world
    a.isRefused = true
    a.ownStore = false
    a.withMedia = true
    const page = await savedOffline(a, 'one')
    await page.sync.assets.add('film', clip())
    const told: string[] = []
    page.sync.status.subscribe(({ durability }) => told.push(durability))
    expect(status(page)).toMatchObject({ durability: 'unsaved', keepTabOpen: true })
    expect(status(page).activity.kind).toBe('storage-degraded')
    expect(await selfTest(page.sync)).toContainEqual(expect.objectContaining({ code: 'storage-blocked' }))
    lineIsBack(a, page)
    await until(() => status(page).durability === 'in-the-cloud')
    expect(status(page).activity.kind).toBe('idle')
    expect(told).not.toContain('on-this-device')
    expect(await inCloudNow(world)).toBe('one')
    expect(a.inventory.notes()).toEqual([])
  })

  test('[LS12] two such tabs each send their own', async () => {
    const world = newWorld()
    const { a } = world
    a.isRefused = true
    const [one, two] = [a.open(), a.open()]
    await one.save(edit('one'))
    await two.save(edit('two', { id: 'zoo' }))
    await inTheCloud(one)
    await inTheCloud(two, 'zoo')
    await one.sync.close()
    await two.sync.close()
    expect(a.origin.traces()).toBe(0)
  })
})
