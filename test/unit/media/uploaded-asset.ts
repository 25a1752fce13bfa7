import { createMemoryServer } from '../../server/memory-server.ts'
import { type DeviceDisk, madeFile, mediaDevice, startWithProject } from './media-device.ts'

export const projectId = 'film'

/** An asset that device A has uploaded, and a device B that has never seen it. */
export async function uploadedAsset(sizeBytes: number, options: { disk?: DeviceDisk } = {}) {
  const server = createMemoryServer()
  const a = mediaDevice(server)
  await startWithProject(a, projectId)
  const file = madeFile('a.mp4', sizeBytes)
  const { assetId } = await a.assets.add(projectId, file)
  await a.reaches(assetId, 'stored')
  const b = mediaDevice(server, options)
  b.projectReached(projectId)
  return { server, a, b, assetId, file }
}

export const isSame = async (one: File | undefined, other: File) =>
  one !== undefined && Buffer.from(await one.arrayBuffer()).equals(Buffer.from(await other.arrayBuffer()))
