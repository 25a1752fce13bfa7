import { expect, test } from 'vitest'
import { isStorePut, sendFirstPutTwice } from '../../server/first-put.ts'
import { problemReply } from '../../server/problem-reply.ts'
import { largeText } from './large-documents.ts'
import { edit } from './memory-host.ts'
import { activity, inTheCloud, passTime, timePasses } from './sync-device.ts'
import { watched } from './watched-requests.ts'
import { inCloudNow, newWorld } from './world.ts'

const large = largeText(200_000, 1)
const putsToStore = (requests: readonly string[]) => requests.filter((one) => one.startsWith('PUT store')).length
const refusal = (status: number, code: string, message: string) => ({
  ...{ status, headers: {} },
  body: new TextEncoder().encode(`<Error><Code>${code}</Code><Message>${message}</Message></Error>`),
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
])('[SN8, SN13] %s leads to a new address, not to a parked lane, and is reserved once', async (_, answer) => {
  const { server, a, b } = newWorld()
  const addresses = new Set<string>()
  server.beforeHandling = ({ method, url }) => {
    if (method !== 'PUT' || !url.startsWith(server.storeUrl)) return undefined
    addresses.add(url)
    return addresses.size === 1 ? answer() : undefined
  }
  const page = a.open()
  await page.save(edit(large))
  expect(await activity(page, 'waiting')).toMatchObject({ kind: 'waiting' })
  await timePasses(a, page)
  expect(addresses.size).toBe(2)
  expect(server.database.snapshots.size).toBe(1)
  expect((await b.open().sync.projects.open('film')).document).toBe(large)
})

test('[UP38, SN8] a large document that arrives twice is named by the write, and not sent anew', async () => {
  const { server, a } = newWorld()
  const statuses: number[] = []
  server.afterHandling = (request, { status }) => {
    if (isStorePut(server, request)) statuses.push(status)
    return undefined
  }
  sendFirstPutTwice(server)
  const page = a.open()
  await page.save(edit(large))
  await inTheCloud(page)
  expect(statuses).toEqual([200, 412])
  expect(server.database.snapshots.size).toBe(1)
  expect(await inCloudNow({ server, a, b: a })).toBe(large)
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
      return problemReply(code === 'snapshot-expired' ? 410 : 404, code)
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
