import { describe, expect, test } from 'vitest'
import { damagePieces, largeText } from './large-documents.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud, type OpenPage, type SyncDevice } from './sync-device.ts'
import { told } from './told-of-loss.ts'
import { turnsPass, until } from './turns-of-the-loop.ts'
import { inCloudNow, newWorld, sharedProject } from './world.ts'

const [large, larger] = [largeText(200_000, 1), largeText(300_000, 2)]

/** Saves while there is no line, and damages what is kept of it before it can go. */
async function saveAndDamage(device: SyncDevice, page: OpenPage, how: 'missing' | 'changed'): Promise<void> {
  device.line.cut()
  if (device.ownStore) await page.save(edit(large))
  else await page.sync.projects.save(edit(large))
  await activity(page, 'waiting')
  damagePieces(device, how)
  device.line.mend()
}

/** An app without a store of its own, whose newest edit cannot be read any more; `one` is in the cloud, where given. */
async function lostEdit(inCloud?: 'one') {
  const world = newWorld()
  const { a } = world
  a.ownStore = false
  const page = a.open()
  if (inCloud) {
    await page.sync.projects.save(edit(inCloud))
    await inTheCloud(page)
  }
  await saveAndDamage(a, page, 'changed')
  page.sync.retryNow()
  await activity(page, 'blocked')
  return { ...world, page }
}

describe('an app with a store of its own', () => {
  test.each(['missing', 'changed'] as const)(
    '[SN11, ST1] a queued document with a piece that is %s is queued anew from there, and arrives as it was',
    async (how) => {
      const world = await sharedProject()
      const shown: string[] = []
      await saveAndDamage(world.a, world.pageA, how)
      world.pageA.sync.status.subscribe(({ projects }) => shown.push(projects.film?.activity.kind ?? ''))
      world.pageA.sync.retryNow()
      await inTheCloud(world.pageA)
      expect(await inCloudNow(world)).toBe(large)
      // What is mended by itself is nothing to tell of.
      expect(shown).not.toContain('blocked')
    },
  )
  test('[QU13] a damaged document that an answered conflict refers to is mended as well, and sent once', async () => {
    const world = await sharedProject()
    const { a, pageA, pageB } = world
    await pageB.save(edit('from B'))
    await inTheCloud(pageB)
    await pageA.save(edit(large))
    const shown = await activity(pageA, 'conflict')
    a.line.cut()
    await pageA.sync.conflicts.resolve(shown.kind === 'conflict' ? shown.conflictId : '', 'local')
    await activity(pageA, 'waiting')
    damagePieces(a, 'missing')
    a.line.mend()
    pageA.sync.retryNow()
    await inTheCloud(pageA)
    expect(await inCloudNow(world)).toBe(large)
    expect([...world.server.database.projects.values()].map(({ version }) => version)).toEqual([3])
  })
  test('[QU13, QU3] killed at any moment while it is mended, it arrives', async () => {
    for (let dieAt = 1; ; dieAt += 1) {
      const world = newWorld()
      const { a } = world
      const first = a.open()
      await saveAndDamage(a, first, 'missing')
      first.kill()
      const page = a.open(dieAt)
      await until(() => !page.page.alive || page.sync.status.get().projects.film?.durability === 'in-the-cloud')
      const survived = page.page.alive
      page.kill()
      await inTheCloud(a.open())
      expect(await inCloudNow(world)).toBe(large)
      if (survived) break
    }
  })
  test('[QU13] a project that the app’s store has no more either is told of', async () => {
    const { a } = newWorld()
    const page = a.open()
    await saveAndDamage(a, page, 'missing')
    a.host.projects.delete('film')
    page.sync.retryNow()
    await activity(page, 'blocked')
    expect(page.sync.status.get().projects.film).toEqual(told)
  })
})

describe('an app without a store of its own', () => {
  test('[QU13] the user is told of an edit that cannot be read any more, also after a reload', async () => {
    const { a, page } = await lostEdit()
    expect(page.sync.status.get().projects.film).toEqual(told)
    page.kill()
    const again = a.open()
    await turnsPass()
    await activity(again, 'blocked')
    expect(again.sync.status.get().projects.film).toEqual(told)
    expect((await again.sync.projects.list()).map(({ id }) => id)).toEqual(['film'])
  })
  test('[QU13] saved again, the very same edit is kept whole and arrives', async () => {
    const world = await lostEdit('one')
    await world.page.sync.projects.save(edit(large))
    await inTheCloud(world.page)
    expect(await inCloudNow(world)).toBe(large)
  })
  test('[QU13, RE1] what the cloud has takes its place when the user opens the project, and not before', async () => {
    const world = await lostEdit('one')
    const { a, b, page } = world
    const pageB = b.open()
    await pageB.sync.projects.open('film')
    await pageB.save(edit('two'))
    await inTheCloud(pageB)
    page.connectivity.wake()
    await turnsPass()
    expect(page.sync.status.get().projects.film).toEqual(told)
    const rest = [...a.disk.tables.keys()].filter((key) => key.startsWith('pieces/'))
    expect((await page.sync.projects.open('film')).document).toBe('two')
    await inTheCloud(page)
    await page.sync.projects.save(edit('three'))
    await inTheCloud(page)
    expect(await inCloudNow(world)).toBe('three')
    expect([...a.disk.tables.keys()]).toEqual(expect.arrayContaining(rest))
  })
  test.each(['missing', 'changed'] as const)(
    '[SN11] a copy with a piece that is %s is opened from the cloud, and whole from then on',
    async (how) => {
      const { a } = newWorld()
      a.ownStore = false
      const page = a.open()
      await page.sync.projects.save(edit(large))
      await inTheCloud(page)
      damagePieces(a, how)
      expect((await page.sync.projects.open('film')).document).toBe(large)
      a.line.cut()
      expect((await page.sync.projects.open('film')).document).toBe(large)
    },
  )
})

describe('a conflict with a side that cannot be read any more', () => {
  test('[QU13, CF1] the cloud gives its side once more', async () => {
    const world = await sharedProject()
    const { a, pageA, pageB } = world
    await pageB.save(edit(larger))
    await inTheCloud(pageB)
    await pageA.save(edit('from A'))
    await activity(pageA, 'conflict')
    damagePieces(a, 'changed')
    const open = await until(async () => (await pageA.sync.conflicts.list())[0])
    expect(open).toMatchObject({ local: { project: edit('from A') }, remote: { project: edit(larger) } })
  })
  test('[QU13] of a local side that is nowhere else the user is told', async () => {
    const world = newWorld()
    const { a, b } = world
    a.ownStore = false
    const [pageA, pageB] = [a.open(), b.open()]
    await pageB.save(edit('from B'))
    await inTheCloud(pageB)
    await pageA.sync.projects.save(edit(large))
    await activity(pageA, 'conflict')
    damagePieces(a, 'missing')
    expect(await pageA.sync.conflicts.list()).toEqual([])
    await activity(pageA, 'blocked')
    expect(pageA.sync.status.get().projects.film).toEqual(told)
    expect((await pageA.sync.projects.open('film')).document).toBe('from B')
  })
})
