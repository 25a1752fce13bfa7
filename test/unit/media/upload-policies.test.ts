import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { holdUploadsWhile } from '../../../client-lib/media/uploads/hold-uploads-while.ts'
import { limitUploadRate } from '../../../client-lib/media/uploads/limit-upload-rate.ts'
import { shortestFirst } from '../../../client-lib/media/uploads/shortest-first.ts'
import type { UploadCandidate, UploadLine, UploadPolicy } from '../../../client-lib/media/uploads/upload-policy.ts'
import { HandClock } from '../../../testing/time/hand-clock.ts'
import { createMemoryServer } from '../../server/memory-server.ts'
import { madeFile, mediaDevice, startWithProject, threeParts } from './media-device.ts'

const projectId = 'film'

const candidate = (assetId: string, remainingBytes: number, waitingMs = 0): UploadCandidate => ({
  ...{ projectId, assetId, fileName: assetId, mime: 'video/mp4' },
  ...{ sizeBytes: remainingBytes, remainingBytes, waitingMs },
})

const line = (facts: Partial<UploadLine>): UploadLine => ({
  ...{ nowMs: 0, candidates: [candidate('a', 1)], partsOnTheWire: 0, begunBytes: 0 },
  ...facts,
})

function chosen(policy: UploadPolicy, facts: Partial<UploadLine>): string {
  const choice = policy.choose(line(facts))
  return 'hold' in choice ? choice.hold : choice.send.assetId
}

describe('[UP23] the policy without the app’s', () => {
  test('takes the file with the least left', () => {
    expect(chosen(shortestFirst, { candidates: [candidate('a', 9), candidate('b', 2), candidate('c', 5)] })).toBe('b')
  })

  test('takes who has waited for a minute before all, the longest first', () => {
    const candidates = [candidate('new', 1), candidate('old', 9, 60_000), candidate('older', 99, 90_000)]
    expect(chosen(shortestFirst, { candidates })).toBe('older')
  })
})

describe('[UP25] a limited rate', () => {
  test('is never passed over any time, but by the one part that is under way', () => {
    const parts = fc.array(fc.record({ sizeBytes: fc.nat(20_000), laterMs: fc.nat(3000) }), { maxLength: 100 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), parts, (rate, wishes) => {
        const policy = limitUploadRate(rate)
        let [nowMs, begunBytes, largest] = [1_000_000, 0, 0]
        for (const { sizeBytes, laterMs } of wishes) {
          nowMs += laterMs
          if (chosen(policy, { nowMs, begunBytes }) !== 'a') continue
          begunBytes += sizeBytes
          largest = Math.max(largest, sizeBytes)
          expect(begunBytes - largest).toBeLessThanOrEqual((rate * (nowMs - 1_000_000)) / 1000 + 1)
        }
      }),
    )
  })

  test('says until when it holds, and goes on then', () => {
    const policy = limitUploadRate(1000)
    expect(chosen(policy, {})).toBe('a')
    expect(policy.choose(line({ begunBytes: 5000 }))).toEqual({ hold: 'rate-limit', untilMs: 5000 })
    expect(chosen(policy, { begunBytes: 5000, nowMs: 4999 })).toBe('rate-limit')
    expect(chosen(policy, { begunBytes: 5000, nowMs: 5000 })).toBe('a')
  })

  test('over a policy of a class goes on hearing it', () => {
    class Playback implements UploadPolicy {
      changed: (() => void) | undefined
      choose({ candidates: [first] }: UploadLine) {
        return first ? { send: first } : { hold: 'playback' }
      }
      subscribe(changed: () => void) {
        this.changed = changed
        return () => {
          this.changed = undefined
        }
      }
    }
    const playback = new Playback()
    const changed = () => {}
    const leave = limitUploadRate(1000, playback).subscribe?.(changed)
    expect(playback.changed).toBe(changed)
    leave?.()
    expect(playback.changed).toBeUndefined()
  })

  test('of nothing is refused', () => {
    expect(() => limitUploadRate(0)).toThrow(RangeError)
  })
})

async function started(uploadPolicy: UploadPolicy) {
  const server = createMemoryServer()
  const clock = new HandClock()
  const device = mediaDevice(server, { clock, uploadPolicy })
  await startWithProject(device, projectId)
  let parts = 0
  server.beforeHandling = ({ url }) => {
    if (url.startsWith(server.storeUrl)) parts += 1
    return undefined
  }
  return { clock, device, parts: () => parts }
}

describe('[UP25] an upload under the app’s policy', { timeout: 60_000 }, () => {
  test('is held with its reason while something is the case, and goes on by itself', async () => {
    let reason: string | undefined = 'playback'
    let changed = () => {}
    let isHeard = false
    const subscribe = (callback: () => void) => {
      changed = callback
      isHeard = true
      return () => {
        isHeard = false
      }
    }
    const { device, parts } = await started(holdUploadsWhile({ reason: () => reason, subscribe }))
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', 1000))
    expect((await device.reaches(assetId, 'held')).transfer).toEqual({
      ...{ phase: 'held', reason: 'playback', acceptedBytes: 0 },
    })
    expect([parts(), device.summary().worst.kind]).toEqual([0, 'paused'])
    reason = undefined
    changed()
    await device.reaches(assetId, 'stored')
    await device.close()
    expect(isHeard).toBe(false)
  })

  test('keeps to its rate, part by part', async () => {
    const { clock, device, parts } = await started(limitUploadRate(1024 * 1024))
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', threeParts))
    for (const sent of [1, 2]) {
      const { transfer } = await device.reaches(assetId, 'held')
      expect(transfer).toMatchObject({ reason: 'rate-limit', untilMs: clock.nowMs() + 8000 })
      expect([parts(), device.summary().worst.kind]).toEqual([sent, 'waiting'])
      clock.advance(8000)
      await device.reaches(assetId, 'uploading')
    }
    await device.reaches(assetId, 'stored')
    await device.close()
    expect(clock.timers).toBe(0)
  })

  test.each([
    [
      'throws',
      () => {
        throw new Error('a mistake of the app’s')
      },
    ],
    ['names a file that is not to be had', () => ({ send: candidate('other', 1) })],
    ['holds for no reason', () => ({ hold: undefined as unknown as string })],
    ['holds until no time', () => ({ hold: 'night', untilMs: Number.NaN })],
  ])('goes on where it %s, and reports that once', async (_, choose) => {
    const reported = vi.fn()
    vi.stubGlobal('reportError', reported)
    const { device } = await started({ choose })
    const { assetId } = await device.assets.add(projectId, madeFile('a.mp4', threeParts))
    await device.reaches(assetId, 'stored')
    vi.unstubAllGlobals()
    expect(reported.mock.calls).toEqual([[expect.any(Error)]])
  })

  test('goes on where that fails to be heard, and ends where it fails to be left', async () => {
    const fail = () => {
      throw new Error('a mistake of the app’s')
    }
    const deaf = await started({ choose: shortestFirst.choose, subscribe: fail })
    const { assetId } = await deaf.device.assets.add(projectId, madeFile('a.mp4', 1000))
    await deaf.device.reaches(assetId, 'stored')
    const clinging = await started({ choose: shortestFirst.choose, subscribe: () => fail })
    const { device } = clinging
    await device.assets.add(projectId, madeFile('a.mp4', threeParts))
    await device.close()
    expect(clinging.clock.timers).toBe(0)
  })
})
