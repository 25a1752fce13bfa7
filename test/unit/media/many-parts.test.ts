import { expect, test, vi } from 'vitest'
import { createMemoryServer } from '../../server/memory-server.ts'
import { createProject, mediaDevice, newDisk } from './media-device.ts'
import { fileOfSmallParts } from './small-parts.ts'

vi.mock('#contract/part-rule.ts', async (load) => (await import('./small-parts.ts')).smallParts(await load()))

const projectId = 'film'
const partCount = 2500

test('[UP10, UP31] a file of thousands of parts goes on after a kill with what is not there, a few at a time', async () => {
  const server = createMemoryServer()
  const disk = newDisk()
  const first = mediaDevice(server, { disk })
  await createProject(first, projectId)
  const file = fileOfSmallParts(partCount)
  const { assetId } = await first.assets.add(projectId, file)
  let [arrived, onTheWire, most] = [0, 0, 0]
  const gone = new Promise<void>((resolve) => {
    server.beforeHandling = ({ url }) => {
      if (!url.startsWith(server.storeUrl)) return undefined
      arrived += 1
      onTheWire += 1
      most = Math.max(most, onTheWire)
      if (arrived === 1500) {
        first.kill()
        resolve()
      }
      return undefined
    }
  })
  server.afterHandling = ({ url }) => {
    if (url.startsWith(server.storeUrl)) onTheWire -= 1
    return undefined
  }
  await first.start()
  first.projectReached(projectId)
  await gone
  await first.stop()
  const there = [...server.objects.uploads.values()][0]?.parts.size ?? 0
  arrived = 0
  const next = mediaDevice(server, { disk })
  await next.start()
  await next.reaches(assetId, 'stored')
  expect(arrived).toBe(partCount - there)
  expect(there).toBeGreaterThan(1490)
  expect(most).toBeLessThanOrEqual(6)
  const [stored] = server.objects.objects.values()
  expect(Buffer.compare(stored?.bytes ?? new Uint8Array(), new Uint8Array(await file.arrayBuffer()))).toBe(0)
})
