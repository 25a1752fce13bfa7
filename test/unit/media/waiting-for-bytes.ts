import { expect } from 'vitest'
import { createMemoryServer, type MemoryServer } from '../../server/memory-server.ts'
import { createProject, type MediaDevice, madeFile, mediaDevice } from './media-device.ts'

export const projectId = 'film'
export const isListing = ({ method, url }: { method: string; url: string }) =>
  method === 'GET' && url.endsWith('/media')

/** A file that one device has added, and the cloud lists without its bytes; another device waits for it. */
export async function waitingForBytes(): Promise<{
  server: MemoryServer
  a: MediaDevice
  b: MediaDevice
  assetId: string
}> {
  const server = createMemoryServer()
  const [a, b] = [mediaDevice(server), mediaDevice(server)]
  await createProject(a, projectId)
  await a.start()
  let isOffline = true
  server.beforeHandling = ({ url }) => (isOffline && url.startsWith(server.storeUrl) ? 'lost' : undefined)
  a.projectReached(projectId)
  const { assetId } = await a.assets.add(projectId, madeFile('a.mp4', 1000))
  await a.reaches(assetId, 'waiting')
  b.projectReached(projectId)
  expect(await b.assets.list(projectId)).toMatchObject([{ assetId, inTheCloud: false }])
  isOffline = false
  return { server, a, b, assetId }
}

export async function timePasses({ clock }: MediaDevice, check: () => boolean): Promise<void> {
  while (!check()) {
    clock.advance(1000)
    for (let turns = 0; turns < 20; turns += 1) await new Promise((resolve) => setImmediate(resolve))
  }
}
