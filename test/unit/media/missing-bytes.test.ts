import { expect, test } from 'vitest'
import { createMemoryServer, type MemoryServer } from '../../server/memory-server.ts'
import { createProject, type DeviceDisk, madeFile, mediaDevice, newDisk, startWithProject } from './media-device.ts'

const projectId = 'film'

async function deleteFiles(disk: DeviceDisk): Promise<void> {
  for (const key of await disk.media.keys()) await disk.media.remove(key)
}

/** A file that waits for its project, and whose bytes the browser has deleted since. */
async function waitingWithoutBytes() {
  const [server, disk] = [createMemoryServer(), newDisk()]
  const before = mediaDevice(server, { disk })
  await before.assets.add(projectId, madeFile('a.mp4', 1000), { assetId: 'a' })
  await before.close()
  await deleteFiles(disk)
  const device = mediaDevice(server, { disk })
  await device.start()
  return { server, disk, device }
}

/** Another device sends the same bytes. */
async function sendElsewhere(server: MemoryServer): Promise<void> {
  const other = mediaDevice(server)
  await other.start()
  other.projectReached(projectId)
  await other.assets.add(projectId, madeFile('a.mp4', 1000), { assetId: 'b' })
  await other.reaches('b', 'stored')
}

test('[LS11, ST1] a file whose bytes are gone is said to be nowhere at the next start, before its turn to be sent', async () => {
  const { device } = await waitingWithoutBytes()
  const [view] = await device.assets.list(projectId)
  expect(view).toMatchObject({ onThisDevice: false, inTheCloud: false, transfer: { phase: 'waiting-for-project' } })
  expect(device.summary().durability).toBe('unsaved')
})

test('[LS11] it is blocked when its turn comes, and added again it is sent', async () => {
  const { device } = await waitingWithoutBytes()
  await createProject(device, projectId)
  device.projectReached(projectId)
  expect(await device.reaches('a', 'blocked')).toMatchObject({ transfer: { code: 'local-bytes-missing' } })
  await device.assets.add(projectId, madeFile('a.mp4', 1000), { assetId: 'a' })
  expect(await device.reaches('a', 'stored')).toMatchObject({ onThisDevice: true, inTheCloud: true })
})

test('[LS11] added again while its upload waits for the line, it is sent from what was added', async () => {
  const { server, device } = await waitingWithoutBytes()
  await createProject(device, projectId)
  server.beforeHandling = () => 'lost'
  device.projectReached(projectId)
  await device.reaches('a', 'waiting')
  await device.assets.add(projectId, madeFile('a.mp4', 1000), { assetId: 'a' })
  server.beforeHandling = () => undefined
  device.wake()
  expect(await device.reaches('a', 'stored')).toMatchObject({ onThisDevice: true, inTheCloud: true })
})

test('[LS11] where the account has the same bytes from another device, nothing is asked of the user', async () => {
  const { server, device } = await waitingWithoutBytes()
  await createProject(device, projectId)
  await sendElsewhere(server)
  device.projectReached(projectId)
  expect(await device.reaches('a', 'stored')).toMatchObject({ onThisDevice: false, inTheCloud: true })
  expect((await device.assets.open(projectId, 'a'))?.size).toBe(1000)
})

test('[LS11] a file blocked without its bytes is blocked no more once it was fetched, also where the app lists nothing', async () => {
  const { server, device } = await waitingWithoutBytes()
  await createProject(device, projectId)
  device.projectReached(projectId)
  await device.reaches('a', 'blocked')
  await sendElsewhere(server)
  expect((await device.assets.open(projectId, 'a'))?.size).toBe(1000)
  expect(await device.reaches('a', 'stored')).toMatchObject({ onThisDevice: true, inTheCloud: true })
  expect(device.summary()).toMatchObject({ durability: 'in-the-cloud', worst: { kind: 'idle' } })
})

// Seed 1272 of the simulation.
test('[LS11, UP32] a file blocked without its bytes is the cloud’s once the list has it from another device', async () => {
  const { server, disk, device } = await waitingWithoutBytes()
  await createProject(device, projectId)
  device.projectReached(projectId)
  await device.reaches('a', 'blocked')
  await sendElsewhere(server)
  await device.assets.list(projectId)
  device.mediaChanged(projectId)
  expect(await device.reaches('a', 'stored')).toMatchObject({ onThisDevice: false, inTheCloud: true })
  expect(device.summary()).toMatchObject({ durability: 'in-the-cloud', worst: { kind: 'idle' } })
  await device.close()
  const again = mediaDevice(server, { disk })
  await again.start()
  expect((await again.assets.open(projectId, 'a'))?.size).toBe(1000)
})

test('[LS11] of a stored file the row says that it is not here, and it opens from the cloud', async () => {
  const [server, disk] = [createMemoryServer(), newDisk()]
  const before = mediaDevice(server, { disk })
  await startWithProject(before, projectId)
  await before.assets.add(projectId, madeFile('a.mp4', 1000), { assetId: 'a' })
  await before.reaches('a', 'stored')
  await before.close()
  await deleteFiles(disk)
  const device = mediaDevice(server, { disk })
  await device.start()
  expect((await device.assets.list(projectId))[0]).toMatchObject({ onThisDevice: false, inTheCloud: true })
  expect((await device.assets.open(projectId, 'a'))?.size).toBe(1000)
  expect((await device.assets.list(projectId))[0]).toMatchObject({ onThisDevice: true, inTheCloud: true })
})
