import { expect, test } from 'vitest'
import { deleteElsewhere } from './delete-elsewhere.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud, type OpenPage, SyncDevice } from './sync-device.ts'
import { until } from './turns-of-the-loop.ts'
import type { World } from './world.ts'
import { conflictOnA, historyOf, inCloudNow, newWorld } from './world.ts'

/** Projects of the cloud beside the one that was in conflict. */
const copiesIn = ({ server }: World) => [...server.database.projects.values()].filter(({ id }) => id !== 'film')

async function documentOf({ server }: World, projectId: string): Promise<string> {
  const page = new SyncDevice(server, 'reader').open()
  const { document } = await page.sync.projects.open(projectId)
  await page.sync.close()
  return document
}

test('[CF6] both: the local side goes on under a new id, the cloud’s takes its place, and the app holds the two', async () => {
  const world = await conflictOnA()
  const applied: string[] = []
  world.pageA.sync.projects.subscribe(({ projectId }) => applied.push(projectId))
  await world.pageA.sync.conflicts.resolve(world.conflictId, 'both')
  const [copyId = ''] = [...world.a.host.projects.keys()].filter((id) => id !== 'film')
  expect(world.a.host.projects.get('film')).toEqual(edit('from B'))
  expect(world.a.host.projects.get(copyId)).toEqual(edit('from A', { id: copyId }))
  expect(applied).toEqual(expect.arrayContaining(['film', copyId]))
  await inTheCloud(world.pageA, copyId)
  await inTheCloud(world.pageA)
  expect(await inCloudNow(world)).toBe('from B')
  expect(await documentOf(world, copyId)).toBe('from A')
  expect(await world.pageA.sync.conflicts.list()).toEqual([])
  // It is a project of its own, and so no side to be kept beside the other.
  expect(historyOf(world)).not.toContain('conflict-side: from A')
})

test('[CF6] an app without a store of its own has both too', async () => {
  const world = newWorld()
  world.a.ownStore = false
  const [pageA, pageB] = [world.a.open(), world.b.open()]
  await pageB.save(edit('from B'))
  await inTheCloud(pageB)
  await pageA.sync.projects.save(edit('from A'))
  const shown = await activity(pageA, 'conflict')
  await pageA.sync.conflicts.resolve(shown.kind === 'conflict' ? shown.conflictId : '', 'both')
  await until(() => copiesIn(world).length === 1)
  const [copy] = copiesIn(world)
  expect(await documentOf(world, copy?.id ?? '')).toBe('from A')
  expect((await pageA.sync.projects.open('film')).document).toBe('from B')
  expect((await pageA.sync.projects.open(copy?.id ?? '')).document).toBe('from A')
})

test('[CF6] killed at any moment while both is carried out, it is gone on with, and there is one copy, never two', async () => {
  for (let dieAt = 1; ; dieAt += 1) {
    const world = await conflictOnA()
    await world.pageA.sync.close()
    const page = world.a.open(dieAt)
    const isDone = () => page.sync.status.get().durability === 'in-the-cloud' && copiesIn(world).length > 0
    page.sync.conflicts.resolve(world.conflictId, 'both').catch(() => undefined)
    await until(() => !page.page.alive || isDone())
    const survived = page.page.alive
    page.kill()
    const again = world.a.open()
    // Killed before the answer was kept, the question is still open; after that it is carried out unasked.
    const isAsked = await until(async () => {
      const [open] = await again.sync.conflicts.list()
      const begun = [...world.a.disk.tables.values()].some((row) => JSON.stringify(row).includes('"copyId"'))
      if (open && !begun) return 'asked'
      return open ? undefined : 'answered'
    })
    if (isAsked === 'asked') await again.sync.conflicts.resolve(world.conflictId, 'both')
    await until(() => again.sync.status.get().durability === 'in-the-cloud')
    expect(copiesIn(world)).toHaveLength(1)
    expect([...world.a.host.projects.values()].map(({ document }) => document).sort()).toEqual(['from A', 'from B'])
    expect(await documentOf(world, copiesIn(world)[0]?.id ?? '')).toBe('from A')
    expect(await inCloudNow(world)).toBe('from B')
    await again.sync.close()
    if (survived) break
  }
})

test('[CF6] where an open editor holds edits the answer is refused; they are asked about, and no copy is written over', async () => {
  const world = await conflictOnA()
  const { apply } = world.a.host
  Object.assign(world.a.host, {
    apply: async (...given: Parameters<typeof apply>) => given[0].id !== 'film' && apply(...given),
  })
  await expect(world.pageA.sync.conflicts.resolve(world.conflictId, 'both')).rejects.toMatchObject({
    name: 'HostRefused',
  })
  Object.assign(world.a.host, { apply })
  await world.pageA.save(edit('from A, more'))
  await until(async () => {
    const [open] = await world.pageA.sync.conflicts.list()
    return open?.local.project.document === 'from A, more'
  })
  await world.pageA.sync.conflicts.resolve(world.conflictId, 'both')
  await until(() => copiesIn(world).length === 2)
  const documents = await Promise.all(copiesIn(world).map(({ id }) => documentOf(world, id)))
  expect(documents.sort()).toEqual(['from A', 'from A, more'])
})

const file = (text: string) => new File([text], `${text}.mp4`, { type: 'video/mp4' })

/** A conflict between projects that list a file which B added and one which A did. */
async function conflictWithMedia(): Promise<World & { pageA: OpenPage; assetIds: string[]; conflictId: string }> {
  const world = newWorld()
  const { a, b } = world
  a.withMedia = true
  b.withMedia = true
  const [pageB, pageA] = [b.open(), a.open()]
  await pageB.save(edit('one'))
  const { assetId } = await pageB.sync.assets.add('film', file('of B'))
  await until(() => pageB.sync.status.get().durability === 'in-the-cloud')
  await pageA.sync.projects.open('film')
  const added = await pageA.sync.assets.add('film', file('of A'))
  await until(async () =>
    (await pageA.sync.assets.list('film')).some((one) => one.assetId === added.assetId && one.inTheCloud),
  )
  const assetIds = [assetId, added.assetId].sort()
  await pageB.save(edit('from B', { assetIds }))
  await inTheCloud(pageB)
  await pageA.save(edit('from A', { assetIds }))
  const shown = await activity(pageA, 'conflict')
  return { ...world, pageA, assetIds, conflictId: shown.kind === 'conflict' ? shown.conflictId : '' }
}

test('[CF6] the copy has the files of both devices, and no byte of them is sent again', async () => {
  const world = await conflictWithMedia()
  const sent: string[] = []
  world.server.beforeHandling = ({ method, url }) => {
    if (method === 'PUT' && url.startsWith(world.server.storeUrl)) sent.push(url)
    return undefined
  }
  await world.pageA.sync.conflicts.resolve(world.conflictId, 'both')
  await until(() => copiesIn(world).length === 1)
  const copyId = copiesIn(world)[0]?.id ?? ''
  const reader = new SyncDevice(world.server, 'reader')
  reader.withMedia = true
  const page = reader.open()
  await page.sync.projects.open(copyId)
  const texts = await until(async () => {
    const listed = await page.sync.assets.list(copyId)
    if (listed.filter(({ inTheCloud }) => inTheCloud).length < 2) {
      page.connectivity.wake()
      reader.clock.advance(10_000)
      return undefined
    }
    return Promise.all(world.assetIds.map(async (id) => (await page.sync.assets.open(copyId, id))?.text()))
  })
  expect(texts.sort()).toEqual(['of A', 'of B'])
  expect(sent).toEqual([])
})

test('[CF6] what the device has of the files opens in the copy offline', async () => {
  const world = await conflictWithMedia()
  const { pageA, a, assetIds } = world
  for (const assetId of assetIds) await pageA.sync.assets.open('film', assetId)
  a.line.cut()
  await pageA.sync.conflicts.resolve(world.conflictId, 'both')
  const copyId = [...a.host.projects.keys()].find((id) => id !== 'film') ?? ''
  const texts = await Promise.all(assetIds.map(async (id) => (await pageA.sync.assets.open(copyId, id))?.text()))
  expect(texts.sort()).toEqual(['of A', 'of B'])
})

test('[CF6, CF11] of a project that was deleted there the copy has the files that this device knows of', async () => {
  const world = await conflictWithMedia()
  await deleteElsewhere(world.server, 2)
  world.pageA.connectivity.wake()
  await until(async () => (await world.pageA.sync.conflicts.list())[0]?.remote.kind === 'deleted')
  await world.pageA.sync.conflicts.resolve(world.conflictId, 'both')
  await until(() => copiesIn(world).length === 1)
  const copyId = copiesIn(world)[0]?.id ?? ''
  const states = () =>
    [...world.server.database.media].filter(([key]) => key.includes(copyId)).map(([, { assetId }]) => assetId)
  await until(() => states().length === 2)
  expect(states().sort()).toEqual(world.assetIds)
})

test('[CF6] made without media, the copy is owed its files, and has them once a sync with media runs', async () => {
  const world = await conflictWithMedia()
  const { a, server } = world
  await world.pageA.sync.close()
  a.withMedia = false
  const documents = a.open()
  await documents.sync.conflicts.resolve(world.conflictId, 'both')
  await until(() => copiesIn(world).length === 1)
  const copyId = copiesIn(world)[0]?.id ?? ''
  await inTheCloud(documents, copyId)
  documents.connectivity.wake()
  await documents.sync.close()
  const attached = () =>
    [...server.database.media].filter(([key]) => key.includes(copyId)).map(([, one]) => one.assetId)
  expect(attached()).toEqual([])
  a.withMedia = true
  a.open()
  await until(() => attached().length === 2)
  expect(attached().sort()).toEqual(world.assetIds)
})
