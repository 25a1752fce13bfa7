import { describe, expect, test } from 'vitest'
import { sendPart } from '../../../client-lib/media/uploads/send-part.ts'
import type { TransportRequest } from '../../../client-lib/transport/transport.ts'
import { HandClock } from '../../../testing/time/hand-clock.ts'
import { createMemoryServer } from '../../server/memory-server.ts'
import { turn } from '../client/turns-of-the-loop.ts'
import { createProject, type MediaDevice, madeFile, mediaDevice } from './media-device.ts'

const projectId = 'film'
type Server = ReturnType<typeof createMemoryServer>

/** Makes one phase hang; answers whether something has hung in it, and mends it. */
type Hang = (server: Server, device: MediaDevice) => { readonly hasHung: () => boolean; readonly mend: () => void }

const requests =
  (isOfPhase: (url: string, server: Server) => boolean): Hang =>
  (server) => {
    let hung = 0
    server.beforeHandling = ({ url }) => {
      if (!isOfPhase(url, server)) return undefined
      hung += 1
      return new Promise(() => {})
    }
    const mend = () => {
      server.beforeHandling = () => undefined
    }
    return { hasHung: () => hung > 0, mend }
  }

const reading: Hang = (_, { disk }) => {
  const { open } = disk.media
  let hung = 0
  disk.media.open = () => {
    hung += 1
    return new Promise(() => {})
  }
  const mend = () => {
    disk.media.open = open
  }
  return { hasHung: () => hung > 0, mend }
}

const phases = [
  { phase: 'signing', afterMs: 45_000, hang: requests((url) => url.endsWith('/presign')) },
  { phase: 'reading from the device', afterMs: 30_000, hang: reading },
  { phase: 'sending', afterMs: 120_000, hang: requests((url, server) => url.startsWith(server.storeUrl)) },
  { phase: 'completing', afterMs: 45_000, hang: requests((url) => url.endsWith('/complete')) },
]

describe('[UP28] an upload that hangs', { timeout: 60_000 }, () => {
  test.each(phases)('while $phase is ended after $afterMs ms, and tried again', async ({ afterMs, hang }) => {
    const server = createMemoryServer()
    const device = mediaDevice(server)
    await createProject(device, projectId)
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', 1000))
    const { hasHung, mend } = hang(server, device)
    await device.start()
    device.projectReached(projectId)
    while (!hasHung()) await turn()
    device.clock.advance(afterMs - 1)
    for (let turns = 0; turns < 20; turns += 1) await turn()
    const [view] = await device.assets.list(projectId)
    expect(view?.transfer.phase).not.toBe('waiting')
    device.clock.advance(1)
    await device.reaches(assetId, 'waiting')
    mend()
    device.clock.advance(60_000)
    await device.reaches(assetId, 'stored')
  })
})

describe('[UP28] a part on a slow line', () => {
  test('is waited for as long as bytes move, and two minutes more', async () => {
    const clock = new HandClock()
    const controller = new AbortController()
    let sending: TransportRequest | undefined
    const transport = {
      send: (request: TransportRequest) =>
        new Promise<never>((_, reject) => {
          sending = request
          request.signal.addEventListener('abort', () => reject(request.signal.reason))
        }),
    }
    const part = { url: 'https://s3', headers: {}, body: new Blob([new Uint8Array(1000)]), onSentBytes: () => {} }
    const answered = sendPart(transport, clock, { ...part, signal: controller.signal })
    for (let sentBytes = 0; sentBytes <= 1000; sentBytes += 10) {
      clock.advance(119_000)
      sending?.onSentBytes?.(sentBytes)
    }
    expect(sending?.signal.aborted).toBe(false)
    clock.advance(120_000)
    expect(await answered).toMatchObject({ kind: 'part-failed', reason: expect.stringContaining('in time') })
    expect(clock.timers).toBe(0)
  })
})
