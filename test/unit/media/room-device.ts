import { createMemoryServer } from '../../server/memory-server.ts'
import { agreedProject } from './agreed-project.ts'
import { type DeviceDisk, madeFile, mediaDevice, startWithProject } from './media-device.ts'

const projectId = 'film'
export const hourMs = 3_600_000

/** A device that has uploaded files of 1000 bytes, an hour after one another; its project is agreed on and lists them. */
export async function deviceWith(
  assetIds: readonly string[],
  options: { disk?: DeviceDisk; budgetBytes?: number } = {},
) {
  const server = createMemoryServer()
  const device = mediaDevice(server, options)
  await startWithProject(device, projectId)
  for (const [index, assetId] of assetIds.entries()) {
    await device.assets.add(projectId, madeFile(`${assetId}.mp4`, 1000, index + 10), { assetId })
    await device.reaches(assetId, 'stored')
    device.clock.advance(hourMs)
  }
  await agreedProject(device, projectId, assetIds)
  return { server, device }
}

export const here = async ({ assets }: Pick<ReturnType<typeof mediaDevice>, 'assets'>) =>
  (await assets.list(projectId)).flatMap(({ assetId, onThisDevice }) => (onThisDevice ? [assetId] : [])).sort()

export const addNew = (device: ReturnType<typeof mediaDevice>, sizeBytes = 1000) =>
  device.assets.add(projectId, madeFile('new.mp4', sizeBytes, 99), { assetId: 'new' })
