import { describe, expect, test } from 'vitest'
import { fetchPart } from '../../../client-lib/media/downloads/fetch-part.ts'
import { Waits } from '../../../client-lib/media/downloads/waits.ts'
import { sendPart } from '../../../client-lib/media/uploads/send-part.ts'
import { createRetries } from '../../../client-lib/retry/retries.ts'
import { NetworkFailed } from '../../../client-lib/transport/network-failed.ts'
import type { TransportRequest } from '../../../client-lib/transport/transport.ts'
import { HandClock } from '../../../testing/time/hand-clock.ts'
import { createMemoryServer } from '../../server/memory-server.ts'
import { turn, turnsPass } from '../client/turns-of-the-loop.ts'
import { createProject, type MediaDevice, madeFile, mediaDevice } from './media-device.ts'
import { isSame, uploadedAsset } from './uploaded-asset.ts'

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
    await turnsPass(20)
    const [view] = await device.assets.list(projectId)
    expect(view?.transfer.phase).not.toBe('waiting')
    device.clock.advance(1)
    await device.reaches(assetId, 'waiting')
    mend()
    device.clock.advance(60_000)
    await device.reaches(assetId, 'stored')
  })
})

/** Takes requests, and answers none. */
function silentLine() {
  const taken: TransportRequest[] = []
  const send = (request: TransportRequest) =>
    new Promise<never>((_, reject) => {
      taken.push(request)
      request.signal.addEventListener('abort', () => reject(request.signal.reason))
    })
  return { taken, send }
}

describe('[UP28] a part on a slow line', () => {
  test('is waited for as long as bytes move, and two minutes more', async () => {
    const clock = new HandClock()
    const line = silentLine()
    const part = { url: 'https://s3', headers: {}, body: new Blob([new Uint8Array(1000)]), onSentBytes: () => {} }
    const answered = sendPart(line, clock, { ...part, signal: new AbortController().signal })
    const [sending] = line.taken
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

describe('[DL6] a download', () => {
  test('that hangs in one tab is ended after two minutes, and comes for the tab that waits for it', async () => {
    const { server, b, assetId, file } = await uploadedAsset(1000)
    const other = mediaDevice(server, { disk: b.disk, locks: b.locks })
    const { hasHung, mend } = requests((url) => url.startsWith(server.storeUrl))(server, b)
    const one = b.assets.open(projectId, assetId)
    while (!hasHung()) await turn()
    const two = other.assets.open(projectId, assetId)
    b.clock.advance(119_000)
    await turnsPass(20)
    expect(b.clock.timers).toBe(1)
    mend()
    b.clock.advance(2000)
    await turnsPass(20)
    b.clock.advance(60_000)
    expect(await isSame(await one, file)).toBe(true)
    expect(await isSame(await two, file)).toBe(true)
    expect(b.clock.timers).toBe(0)
  })

  test('[DL3] whose address expires over each of many outages goes on with a new one', async () => {
    const clock = new HandClock()
    const expired = '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>'
    const outages = 5
    let [sent, addresses] = [0, 0]
    const send = async () => {
      sent += 1
      if (sent % 2 === 1 && sent < 2 * outages) throw new NetworkFailed('no-connection')
      const body = new Blob([sent > 2 * outages ? new Uint8Array(3) : expired])
      const status = sent > 2 * outages ? 200 : 403
      return { status, headers: {}, text: () => body.text(), blob: async () => body }
    }
    const offer = { url: async () => `https://s3/${++addresses}` }
    const ports = { transport: { send }, clock, random: { fraction: () => 0, id: () => '' }, offer }
    const never = new AbortController().signal
    const part = { start: 0, end: 3, whole: true }
    const fetched = fetchPart({ ...ports, waits: new Waits(createRetries(clock)) }, part, never)
    for (let outage = 0; outage < 2 * outages; outage += 1) {
      await turnsPass(20)
      clock.advance(20 * 60_000)
    }
    expect((await fetched).byteLength).toBe(3)
  })

  test('on a slow line is waited for as long as bytes come', async () => {
    const clock = new HandClock()
    const line = silentLine()
    const giveUp = new AbortController()
    const offer = { url: async () => 'https://s3' }
    const ports = { transport: line, clock, random: { fraction: () => 0, id: () => '' }, offer }
    const part = { start: 0, end: 1000, whole: true }
    const fetched = fetchPart({ ...ports, waits: new Waits(createRetries(clock)) }, part, giveUp.signal)
    while (line.taken.length === 0) await turn()
    for (let times = 0; times < 100; times += 1) {
      line.taken[0]?.onReceivedBytes?.()
      clock.advance(119_000)
    }
    expect(line.taken[0]?.signal.aborted).toBe(false)
    clock.advance(1000)
    expect(line.taken[0]?.signal.aborted).toBe(true)
    giveUp.abort()
    await expect(fetched).rejects.toBe(giveUp.signal.reason)
  })
})
