import { describe, expect, test } from 'vitest'
import type { MemoryServer } from '../../server/memory-server.ts'
import { largeText } from './large-documents.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud, passTime, type SyncDevice, timePasses } from './sync-device.ts'
import { turn, until } from './turns-of-the-loop.ts'
import { conflictOnA, holds, inCloudNow, newWorld, sharedProject, type World } from './world.ts'

const [large, larger, other] = [largeText(200_000, 1), largeText(300_000, 2), largeText(250_000, 3)]
const putsToStore = (requests: readonly string[]) => requests.filter((one) => one.startsWith('PUT store')).length

/** Every request from now on, as method and place. */
function watched(server: MemoryServer): string[] {
  const requests: string[] = []
  const before = server.beforeHandling
  server.beforeHandling = (request) => {
    requests.push(`${request.method} ${request.url.startsWith(server.storeUrl) ? 'store' : 'api'}`)
    return before(request)
  }
  return requests
}
const documentsOf = ({ database }: MemoryServer) => [...database.projects.values()].map(({ document }) => document.kind)
const problem = (status: number, code: string) => ({
  ...{ status, headers: { 'content-type': 'application/problem+json' } },
  body: new TextEncoder().encode(
    JSON.stringify({ type: 't', title: code, status, detail: code, code, requestId: 'r' }),
  ),
})
const refusal = (status: number, code: string, message: string) => ({
  ...{ status, headers: {} },
  body: new TextEncoder().encode(`<Error><Code>${code}</Code><Message>${message}</Message></Error>`),
})

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

test('[SN8] after a lost reply the write names what was sent already, also after a reload: nothing is sent twice', async () => {
  const { server, a } = newWorld()
  const requests = watched(server)
  server.afterHandling = ({ method, url }) =>
    method === 'PUT' && !url.startsWith(server.storeUrl) ? 'lost' : undefined
  const page = a.open()
  await page.save(edit(large))
  await activity(page, 'waiting')
  page.kill()
  server.afterHandling = () => undefined
  await inTheCloud(a.open())
  expect(putsToStore(requests)).toBe(1)
  expect([...server.database.projects.values()].map(({ version }) => version)).toEqual([1])
})

test.each([
  ['an address that expired', () => refusal(403, 'AccessDenied', 'Request has expired')],
  ['bytes that came damaged', () => refusal(400, 'BadDigest', 'not what you said')],
  ['a store that is busy', () => refusal(503, 'SlowDown', 'later')],
  ['an address that is refused once', () => refusal(403, 'SignatureDoesNotMatch', 'no')],
  ['a line that breaks', () => 'lost' as const],
])('[SN8] %s leads to a new address, not to a parked lane', async (_, answer) => {
  const { server, a, b } = newWorld()
  let spoilt = 0
  server.beforeHandling = ({ method, url }) => {
    if (method !== 'PUT' || !url.startsWith(server.storeUrl) || spoilt > 0) return undefined
    spoilt += 1
    return answer()
  }
  const page = a.open()
  await page.save(edit(large))
  expect(await activity(page, 'waiting')).toMatchObject({ kind: 'waiting' })
  await timePasses(a, page)
  expect(server.database.snapshots.size).toBe(2)
  expect((await b.open().sync.projects.open('film')).document).toBe(large)
})

test.each(['snapshot-not-found', 'snapshot-expired'])(
  '[SN8] where the write is answered %s, the document is sent anew',
  async (code) => {
    const { server, a } = newWorld()
    const requests = watched(server)
    const { beforeHandling } = server
    let refused = 0
    server.beforeHandling = (request) => {
      const before = beforeHandling(request)
      if (request.method !== 'PUT' || request.url.startsWith(server.storeUrl) || refused > 0) return before
      refused += 1
      return problem(code === 'snapshot-expired' ? 410 : 404, code)
    }
    const page = a.open()
    await page.save(edit(large))
    await timePasses(a, page)
    expect(putsToStore(requests)).toBe(2)
    expect(await inCloudNow({ server, a, b: a })).toBe(large)
  },
)

test('[SN8, QU8] a store that goes on refusing parks the lane with what it said; the user’s retry sends all of it anew', async () => {
  const { server, a } = newWorld()
  server.beforeHandling = ({ method, url }) =>
    method === 'PUT' && url.startsWith(server.storeUrl) ? refusal(403, 'AccessDenied', 'not yours') : undefined
  const page = a.open()
  await page.save(edit(large))
  await passTime(a, () => page.sync.status.get().projects.film?.activity.kind === 'blocked')
  const blocked = await activity(page, 'blocked')
  expect(blocked).toMatchObject({ code: 'store-refused', detail: expect.stringContaining('not yours') })
  server.beforeHandling = () => undefined
  page.sync.retryNow()
  await inTheCloud(page)
})

test('[QU14] a smaller edit goes out past a large document that the store refuses, also one made before it said so', async () => {
  for (const savedWhen of ['before', 'after'] as const) {
    const world = newWorld()
    const { server, a } = world
    server.beforeHandling = ({ method, url }) =>
      method === 'PUT' && url.startsWith(server.storeUrl) ? refusal(403, 'AccessDenied', 'not yours') : undefined
    const page = a.open()
    await page.save(edit(large))
    await activity(page, 'waiting')
    if (savedWhen === 'before') await page.save(edit('small'))
    else await passTime(a, () => page.sync.status.get().projects.film?.activity.kind === 'blocked')
    if (savedWhen === 'after') await page.save(edit('small'))
    await timePasses(a, page)
    expect(await inCloudNow(world)).toBe('small')
  }
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
    for (let turns = 0; turns < 50; turns += 1) await turn()
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
