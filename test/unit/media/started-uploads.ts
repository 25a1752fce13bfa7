import { createMemoryServer, type MemoryServer } from '../../server/memory-server.ts'
import { turn } from '../client/turns-of-the-loop.ts'
import { type MediaDevice, mediaDevice, newDisk, startWithProject } from './media-device.ts'

export const projectId = 'film'
export const partBytes = 8 * 1024 * 1024

export async function started() {
  const server = createMemoryServer()
  const disk = newDisk()
  const device = mediaDevice(server, { disk })
  await startWithProject(device, projectId)
  return { server, disk, device }
}

/** Lets through so many parts to the store, and no more. */
export function letThrough(server: MemoryServer, parts: number) {
  const counted = { bytes: 0 }
  server.beforeHandling = ({ url, body }) => {
    if (!url.startsWith(server.storeUrl)) return undefined
    counted.bytes += body?.length ?? 0
    return parts-- > 0 ? undefined : new Promise(() => {})
  }
  return counted
}

export const phaseOf = async (device: MediaDevice, assetId: string) =>
  (await device.assets.list(projectId)).find((view) => view.assetId === assetId)?.transfer

export const until = async (holds: () => boolean) => {
  while (!holds()) await turn()
}
export const mediaRows = (server: MemoryServer) => [...server.database.media.values()]
