import { expect, test } from 'vitest'
import { readVersion } from '../../../client-lib/history/read-version.ts'
import { UnexpectedReply } from '../../../client-lib/transport/unexpected-reply.ts'
import { deleteElsewhere } from '../client/delete-elsewhere.ts'
import { largeText } from '../client/large-documents.ts'
import { edit } from '../client/memory-host.ts'
import { inTheCloud } from '../client/sync-device.ts'
import { until } from '../client/turns-of-the-loop.ts'
import { conflictOnA, historyOf, holds, inCloudNow, sharedProject } from '../client/world.ts'

const asset = 'a'.repeat(20)

test('[HI12] a version is the edit that it was, of any size: name, document and assets', async () => {
  const { pageA } = await sharedProject()
  const edits = [edit('x'.repeat(5000)), edit(largeText(200_000), { name: 'Film, long', assetIds: [asset] }), edit('')]
  for (const each of edits) {
    await pageA.save(each)
    await inTheCloud(pageA)
  }
  for (const [at, each] of edits.entries()) expect(await readVersion(pageA.sync, 'film', `${at + 2}`)).toEqual(each)
})

test('[HI12, CF3] a side that lost its conflict is saved again: it is the next version, and the other device has it', async () => {
  const world = await conflictOnA()
  const { pageA, pageB, b, conflictId } = world
  await pageA.sync.conflicts.resolve(conflictId, 'remote')
  await until(() => historyOf(world).includes('conflict-side: from A'))
  const lost = await readVersion(pageA.sync, 'film', `1~${conflictId}`)
  expect(lost).toEqual(edit('from A'))
  await pageA.save(lost)
  await inTheCloud(pageA)
  expect(await inCloudNow(world)).toBe('from A')
  pageB.connectivity.wake()
  await holds(b, 'from A')
  expect((await readVersion(pageA.sync, 'film', '2')).document).toBe('from B')
})

test('[HI12] what a deleted project held is read from its deletion', async () => {
  const { server, pageA } = await sharedProject()
  await deleteElsewhere(server, 1)
  expect(await readVersion(pageA.sync, 'film', '2')).toEqual(edit('one'))
})

test('[HI12, SN9] a large version whose bytes are damaged is not handed out', async () => {
  const { server, pageA } = await sharedProject()
  await pageA.save(edit(largeText(200_000)))
  await inTheCloud(pageA)
  const [[key, object]] = [...server.objects.objects] as [
    [string, { bytes: Uint8Array<ArrayBuffer>; checksum: string }],
  ]
  server.objects.objects.set(key, { ...object, bytes: object.bytes.map((byte) => byte ^ 1) })
  await expect(readVersion(pageA.sync, 'film', '2')).rejects.toBeInstanceOf(UnexpectedReply)
})
