import { describe, expect, test } from 'vitest'
import type { MemoryServer } from '../../server/memory-server.ts'
import { largeText } from './large-documents.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud, type SyncDevice } from './sync-device.ts'
import { turn, turnsPass, until } from './turns-of-the-loop.ts'
import { watched } from './watched-requests.ts'
import { conflictOnA, holds, inCloudNow, newWorld, sharedProject, type World } from './world.ts'

const [large, larger, other] = [largeText(200_000, 1), largeText(300_000, 2), largeText(250_000, 3)]
const documentsOf = ({ database }: MemoryServer) => [...database.projects.values()].map(({ document }) => document.kind)

describe.each([true, false])('large documents, where the app has a store of its own: %s', (ownStore) => {
  const save = async (device: SyncDevice, page: ReturnType<SyncDevice['open']>, document: string) => {
    if (device.ownStore) await page.save(edit(document))
    else await page.sync.projects.save(edit(document))
  }
  const devices = (): World => {
    const world = newWorld()
    world.a.ownStore = ownStore
    world.b.ownStore = ownStore
    return world
  }

  test('[SN7] one save, whatever the size: small, large and small again arrive on another device as they were', async () => {
    const { server, a, b } = devices()
    const [pageA, pageB] = [a.open(), b.open()]
    for (const [document, kind] of [
      ['small', 'inline'],
      [large, 'snapshot'],
      ['small again', 'inline'],
      [larger, 'snapshot'],
    ] as const) {
      await save(a, pageA, document)
      await inTheCloud(pageA)
      expect(documentsOf(server)).toEqual([kind])
      const opened = await pageB.sync.projects.open('film')
      if (opened.document !== document) pageB.connectivity.wake()
      await until(async () => (await pageB.sync.projects.open('film')).document === document)
    }
  })
  test('[LS4, SN7] a large document is kept in small pieces, which go when nothing refers to them', async () => {
    const { server, a } = devices()
    const page = a.open()
    a.line.cut()
    await save(a, page, large)
    await activity(page, 'waiting')
    const sizes = [...a.disk.tables].map(([key, row]) => {
      const bytes = (row as { bytes?: ArrayBuffer }).bytes?.byteLength ?? 0
      return [key.split('/')[0] as string, bytes + JSON.stringify(row).length] as const
    })
    expect(sizes.filter(([table]) => table === 'pieces').length).toBeGreaterThan(1)
    for (const [table, size] of sizes) expect(size).toBeLessThan(table === 'pieces' ? 50_000 : 1_000)
    a.line.mend()
    page.connectivity.wake()
    await inTheCloud(page)
    await save(a, page, 'small')
    await until(() => documentsOf(server)[0] === 'inline')
    await inTheCloud(page)
    expect([...a.disk.tables.keys()].filter((key) => key.startsWith('pieces/'))).toEqual([])
  })
  test('[SN8, QU2, QU3] killed at any moment and opened again, a large document arrives, and nothing is asked', async () => {
    for (let dieAt = 1; ; dieAt += 1) {
      const world = devices()
      const page = world.a.open(dieAt)
      void save(world.a, page, large).catch(() => undefined)
      await until(() => !page.page.alive || page.sync.status.get().projects.film?.durability === 'in-the-cloud')
      if (page.page.alive) {
        expect(dieAt).toBeGreaterThan(8)
        break
      }
      await turn()
      const again = world.a.open()
      if ((await again.sync.projects.list()).length === 0) continue
      await inTheCloud(again)
      expect(await again.sync.conflicts.list()).toEqual([])
      expect(await inCloudNow(world)).toBe(large)
    }
  })
})

test('[SN9, CF1] a large winner is fetched, and shown as the other side of the conflict; either answer holds', async () => {
  for (const answer of ['local', 'remote'] as const) {
    const world = await sharedProject()
    const { a, pageA, pageB } = world
    await pageB.save(edit(larger))
    await inTheCloud(pageB)
    await pageA.save(edit(large))
    await activity(pageA, 'conflict')
    const [conflict] = await pageA.sync.conflicts.list()
    expect(conflict).toMatchObject({
      local: { project: { document: large } },
      remote: { project: { document: larger } },
    })
    await pageA.sync.conflicts.resolve(conflict?.conflictId ?? '', answer)
    await inTheCloud(pageA)
    const chosen = answer === 'local' ? large : larger
    expect(a.host.projects.get('film')?.document).toBe(chosen)
    expect(await inCloudNow(world)).toBe(chosen)
  }
})

test('[SN9] a winner whose bytes are damaged is not shown: the write is tried until they are right', async () => {
  const world = await sharedProject()
  const { server, pageA, pageB } = world
  await pageB.save(edit(larger))
  await inTheCloud(pageB)
  const [[key, object]] = [...server.objects.objects] as [
    [string, { bytes: Uint8Array<ArrayBuffer>; checksum: string }],
  ]
  const damaged = object.bytes.slice()
  damaged[100] = (damaged[100] as number) ^ 1
  server.objects.objects.set(key, { ...object, bytes: damaged })
  await pageA.save(edit(other))
  const shown = await activity(pageA, 'waiting')
  expect(shown).toMatchObject({ reason: expect.stringContaining('other bytes') })
  expect(await pageA.sync.conflicts.list()).toEqual([])
  server.objects.objects.set(key, object)
  pageA.sync.retryNow()
  await activity(pageA, 'conflict')
  expect(await pageA.sync.conflicts.list()).toMatchObject([{ remote: { project: { document: larger } } }])
})

test('[SN9, RE1] a large version whose bytes are damaged or cut is never applied; the right ones are, later', async () => {
  const world = await sharedProject()
  const { server, a, b, pageA, pageB } = world
  await pageA.save(edit(large))
  await inTheCloud(pageA)
  const [[key, object]] = [...server.objects.objects] as [
    [string, { bytes: Uint8Array<ArrayBuffer>; checksum: string }],
  ]
  for (const bytes of [object.bytes.slice(1), object.bytes.map((byte) => byte ^ 1)]) {
    server.objects.objects.set(key, { ...object, bytes })
    const requests = watched(server)
    pageB.connectivity.wake()
    await until(() => requests.includes('GET store'))
    await turnsPass()
    expect(b.host.projects.get('film')?.document).toBe('one')
  }
  server.objects.objects.set(key, object)
  pageB.connectivity.wake()
  await holds(b, large)
  expect(a.host.projects.get('film')?.document).toBe(large)
})

test('[SN7, CF2] an edit of either size wins over the other size', async () => {
  const world = await conflictOnA()
  const { pageA, conflictId } = world
  await pageA.save(edit(large))
  await pageA.sync.conflicts.resolve(conflictId, 'local')
  await inTheCloud(pageA)
  expect(await inCloudNow(world)).toBe(large)
})
