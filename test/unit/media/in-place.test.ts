import { expect, test } from 'vitest'
import { FilePermissionNeeded } from '../../../client-lib/media-store/in-place/file-permission-needed.ts'
import { withFilesInPlace } from '../../../client-lib/media-store/in-place/files-in-place.ts'
import { MemoryMediaStore } from '../../../client-lib/media-store/memory-media-store.ts'
import { memoryDisk } from '../../../client-lib/storage/memory-local-store.ts'
import { createMemoryServer, type MemoryServer } from '../../server/memory-server.ts'
import { agreedProject } from './agreed-project.ts'
import { DiskFile, memoryHandleRecords } from './disk-file.ts'
import { type DeviceDisk, madeFile, mediaDevice, startWithProject, threeParts } from './media-device.ts'

const projectId = 'film'
const storedIn = (server: MemoryServer) => [...server.objects.objects.values()]
const contentOf = async (file: Blob | undefined) => Buffer.from((await file?.arrayBuffer()) ?? new ArrayBuffer())

/** A device that takes handles; `copies` is what it has copied. */
function placed() {
  const [copies, records] = [new MemoryMediaStore(), memoryHandleRecords()]
  const disk: DeviceDisk = { rows: memoryDisk(), media: withFilesInPlace(copies, records) }
  return { server: createMemoryServer(), disk, copies, records }
}

/** The file of three parts was added by its handle, and is in the cloud. */
async function stored() {
  const here = placed()
  const device = mediaDevice(here.server, { disk: here.disk })
  await startWithProject(device, projectId)
  const file = new DiskFile(madeFile('a.mov', threeParts))
  await device.assets.add(projectId, file, { assetId: 'a' })
  await device.reaches('a', 'stored')
  return { ...here, device, file }
}

/** The file waits for its project; the page was opened again, and the browser has forgotten its leave. */
async function waitingAfterRestart() {
  const here = placed()
  const before = mediaDevice(here.server, { disk: here.disk })
  const file = new DiskFile(madeFile('a.mov', threeParts))
  await before.assets.add(projectId, file, { assetId: 'a' })
  await before.close()
  file.permission = 'prompt'
  return { ...here, file, device: mediaDevice(here.server, { disk: here.disk }) }
}

test('[IP1] a file that is added by its handle goes up from where it is, and is not copied', async () => {
  const { device, file, copies, server } = await stored()
  const content = await contentOf(file.content)
  expect(await copies.keys()).toEqual([])
  expect(Buffer.from(storedIn(server)[0]?.bytes ?? []).equals(content)).toBe(true)
  expect((await contentOf(await device.assets.open(projectId, 'a'))).equals(content)).toBe(true)
  expect((await device.assets.list(projectId))[0]).toMatchObject({ onThisDevice: true, inTheCloud: true })
})

test('[IP1] a handle whose file is gone, or may not be read, is an asset that cannot be read, and nothing is kept', async () => {
  const { server, disk } = placed()
  const device = mediaDevice(server, { disk })
  const [gone, denied] = [new DiskFile(madeFile('a.mov', 10)), new DiskFile(madeFile('b.mov', 10))]
  gone.content = undefined
  denied.permission = 'denied'
  for (const file of [gone, denied]) {
    const { name: fileName } = file
    const failed = expect.objectContaining({ name: 'AssetUnreadable', fileName, cause: expect.any(DOMException) })
    await expect(device.assets.add(projectId, file)).rejects.toEqual(failed)
  }
  expect([await device.assets.list(projectId), await disk.media.keys()]).toEqual([[], []])
})

test('[IP1] bytes that changed behind size and time are refused by the store, and named', async () => {
  const { server, device, file } = await waitingAfterRestart()
  file.permission = 'granted'
  const { lastModified } = file.content as File
  file.content = new File([madeFile('a.mov', threeParts, 2)], 'a.mov', { lastModified })
  await startWithProject(device, projectId)
  expect(await device.reaches('a', 'blocked')).toMatchObject({ transfer: { code: 'local-bytes-changed' } })
  expect(storedIn(server)).toEqual([])
})

test('[IP2] after a restart without leave nothing is lost or sent, and the user’s word takes it up', async () => {
  const { server, device, file } = await waitingAfterRestart()
  await startWithProject(device, projectId)
  const blocked = await device.reaches('a', 'blocked')
  expect(blocked).toMatchObject({ onThisDevice: true, transfer: { code: 'file-permission-needed' } })
  expect(file.timesAsked).toBe(0)
  await device.assets.retry('a')
  expect(await device.reaches('a', 'stored')).toMatchObject({ inTheCloud: true })
  expect(file.timesAsked).toBe(1)
  const content = await contentOf(file.content)
  expect(Buffer.from(storedIn(server)[0]?.bytes ?? []).equals(content)).toBe(true)
})

test('[IP2] a user who does not allow it is told so again, and may change their mind', async () => {
  const { device, file } = await waitingAfterRestart()
  await startWithProject(device, projectId)
  await device.reaches('a', 'blocked')
  file.answer = 'denied'
  await device.assets.retry('a')
  expect(await device.reaches('a', 'blocked')).toMatchObject({ transfer: { code: 'file-permission-needed' } })
  file.answer = 'granted'
  await device.assets.retry('a')
  await device.reaches('a', 'stored')
})

test('[IP2] a browser that allows it for good is asked nothing, and the upload goes on at the next start', async () => {
  const { server, disk, device, file } = await waitingAfterRestart()
  await startWithProject(device, projectId)
  await device.reaches('a', 'blocked')
  await device.close()
  file.permission = 'granted'
  const next = mediaDevice(server, { disk })
  await next.start()
  next.projectReached(projectId)
  await next.reaches('a', 'stored')
  expect(file.timesAsked).toBe(0)
})

test('[IP3] a file that changed since comes from the cloud, as it was added', async () => {
  const { device, file } = await stored()
  const added = await contentOf(file.content)
  file.content = new File(['another take'], 'a.mov', { lastModified: 1 })
  expect((await contentOf(await device.assets.open(projectId, 'a'))).equals(added)).toBe(true)
})

test('[IP3] one that was deleted before it was sent is named at the next start', async () => {
  const { device, file } = await waitingAfterRestart()
  file.permission = 'granted'
  file.content = undefined
  await device.start()
  expect((await device.assets.list(projectId))[0]).toMatchObject({ onThisDevice: false, inTheCloud: false })
  expect(device.summary().durability).toBe('unsaved')
})

test('[IP3] what may not be read now is not handed out, and plays from the cloud', async () => {
  const { device, file } = await stored()
  file.permission = 'prompt'
  await expect(device.assets.open(projectId, 'a')).rejects.toBeInstanceOf(FilePermissionNeeded)
  expect(await device.assets.url(projectId, 'a')).toMatchObject({ from: 'cloud' })
  await device.assets.retry('a')
  expect((await device.assets.open(projectId, 'a'))?.size).toBe(threeParts)
})

test('[IP4] it takes no room, and is no room to be made', async () => {
  const here = placed()
  const device = mediaDevice(here.server, { disk: here.disk, budgetBytes: 2500 })
  await startWithProject(device, projectId)
  const sources = [new DiskFile(madeFile('a.mov', 3000, 1)), madeFile('b.mov', 1000, 2), madeFile('c.mov', 1000, 3)]
  for (const [index, source] of sources.entries()) {
    await device.assets.add(projectId, source, { assetId: 'abc'[index] as string })
    await device.reaches('abc'[index] as string, 'stored')
    device.clock.advance(3_600_000)
  }
  await agreedProject(device, projectId, ['a', 'b', 'c'])
  const onDevice = async () =>
    (await device.assets.list(projectId)).flatMap(({ assetId, onThisDevice }) => (onThisDevice ? [assetId] : []))
  await device.assets.add(projectId, new DiskFile(madeFile('d.mov', 3000, 4)), { assetId: 'd' })
  expect(await onDevice()).toEqual(['a', 'b', 'c', 'd'])
  await device.assets.add(projectId, madeFile('e.mov', 1000, 5), { assetId: 'e' })
  expect(await onDevice()).toEqual(['a', 'c', 'd', 'e'])
})

test('[IP4] cancelled for good, it is forgotten, and the user’s file stays', async () => {
  const { device, file, records } = await waitingAfterRestart()
  file.permission = 'granted'
  await device.start()
  await device.assets.cancel('a', { keepBytes: false })
  await device.reaches('a', 'cancelled')
  await expect.poll(() => records.keys()).toEqual([])
  expect(file.content?.size).toBe(threeParts)
})

test('[IP4] the same bytes given as a file are copied, and given by a handle where a copy is are not kept twice', async () => {
  const { device, copies, records } = await stored()
  await device.assets.add(projectId, madeFile('a.mov', threeParts), { assetId: 'copy' })
  expect(await copies.keys()).toHaveLength(1)
  const other = mediaDevice(createMemoryServer(), { disk: placed().disk })
  await other.assets.add(projectId, madeFile('a.mov', threeParts), { assetId: 'copy' })
  await other.assets.add(projectId, new DiskFile(madeFile('a.mov', threeParts)), { assetId: 'a' })
  expect((await other.disk.media.keys()).length).toBe(1)
  expect(await records.keys()).toHaveLength(1)
})

test('[IP5] a sync that was made without it refuses a handle, and says what to do', async () => {
  const device = mediaDevice(createMemoryServer())
  const added = device.assets.add(projectId, new DiskFile(madeFile('a.mov', 10)), { assetId: 'a' })
  await expect(added).rejects.toThrow(/A handle needs `inPlace: filesInPlace\(\)`/)
  expect(await device.assets.list(projectId)).toEqual([])
})
