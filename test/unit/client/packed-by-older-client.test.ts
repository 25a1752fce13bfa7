import { expect, test } from 'vitest'
import { toBase64 } from '#contract/base64.ts'
import { problemReply } from '../../server/problem-reply.ts'
import { largeText } from './large-documents.ts'
import { edit } from './memory-host.ts'
import { isPut } from './server-answers.ts'
import { activity, inTheCloud, type SyncDevice } from './sync-device.ts'
import { inCloudNow, newWorld, type World } from './world.ts'

const large = largeText(200_000)

/** Makes of what is queued what a client that knew no large documents kept: the whole document in its row. */
async function packAsOlderClient({ disk }: SyncDevice): Promise<void> {
  const packed = new Blob([large]).stream().pipeThrough(new CompressionStream('gzip'))
  const data = toBase64(new Uint8Array(await new Response(packed).arrayBuffer()))
  for (const [key, row] of [...disk.tables]) {
    if (key.startsWith('pieces/')) disk.tables.delete(key)
    if (key.startsWith('documents/'))
      disk.tables.set(key, { ...(row as object), document: { kind: 'inline', encoding: 'gzip', data } })
    if (key.startsWith('lanes/'))
      delete (row as { state: { inFlight: { snapshotId?: string } } }).state.inFlight.snapshotId
  }
}

/** The documents of all writes from now on, and what they were answered. */
function watchWrites({ server }: World): string[] {
  const writes: string[] = []
  server.afterHandling = (request, { status }) => {
    if (isPut(request) && !request.url.startsWith(server.storeUrl))
      writes.push(`${JSON.parse(String(request.body)).document.kind} ${status}`)
    return undefined
  }
  return writes
}

test.each([true, false])(
  '[SN12] a large document that an older client left in its row goes through the store, where the app has a store of its own: %s',
  async (ownStore) => {
    const world = newWorld()
    const { a } = world
    a.ownStore = ownStore
    const page = a.open()
    a.line.cut()
    if (ownStore) await page.save(edit(large))
    else await page.sync.projects.save(edit(large))
    await activity(page, 'waiting')
    page.kill()
    await packAsOlderClient(a)
    a.line.mend()
    const writes = watchWrites(world)
    const again = a.open()
    await inTheCloud(again)
    expect(writes).toEqual(['inline 413', 'snapshot 200'])
    expect(await inCloudNow(world)).toBe(large)
    expect((await again.sync.projects.open('film')).document).toBe(large)
  },
)

test('[SN12, QU2] were it made within its write after all, the reply lost, it is no conflict and made once', async () => {
  const world = newWorld()
  const { server, a } = world
  const page = a.open()
  server.afterHandling = (request) => (isPut(request) && !request.url.startsWith(server.storeUrl) ? 'lost' : undefined)
  await page.save(edit(large))
  await activity(page, 'waiting')
  page.kill()
  await packAsOlderClient(a)
  const writes = watchWrites(world)
  const again = a.open()
  await inTheCloud(again)
  expect(writes).toEqual(['inline 413', 'snapshot 409'])
  expect(await again.sync.conflicts.list()).toEqual([])
  expect([...server.database.projects.values()].map(({ version }) => version)).toEqual([1])
})

test('[SN12, QU14] a later edit goes out instead of what was refused', async () => {
  const world = newWorld()
  const { a } = world
  const page = a.open()
  a.line.cut()
  await page.save(edit(large))
  await activity(page, 'waiting')
  await packAsOlderClient(a)
  await page.save(edit('small'))
  a.line.mend()
  const writes = watchWrites(world)
  page.sync.retryNow()
  await inTheCloud(page)
  expect(writes).toEqual(['inline 413', 'inline 200'])
  expect(await inCloudNow(world)).toBe('small')
})

test('[SN12] what no packing makes small enough is refused as it was', async () => {
  const world = newWorld()
  world.server.beforeHandling = (request) => {
    if (!isPut(request)) return undefined
    return problemReply(413, 'document-too-large', { limitBytes: 1 })
  }
  const page = world.a.open()
  await page.save(edit('long '.repeat(1000)))
  expect(await activity(page, 'blocked')).toMatchObject({ code: 'document-too-large' })
})
