import { shortestFirst } from './shortest-first.ts'
import type { UploadPolicy } from './upload-policy.ts'

/**
 * Keeps uploads to a rate, over time: a part is sent as fast as the line takes it, and the next is held until the rate
 * has made up for it. A part is 8 MiB or more, so a second's bytes may be sent at once.
 *
 * @param bytesPerSecond more than 0
 * @param policy decides which file goes, where one may
 * @throws RangeError for a rate of nothing
 * @example
 * createCloudSync({ ...options, uploadPolicy: limitUploadRate(500_000) })
 */
export function limitUploadRate(bytesPerSecond: number, policy: UploadPolicy = shortestFirst): UploadPolicy {
  if (!(bytesPerSecond > 0)) throw new RangeError(`A rate is more than 0 bytes a second, not ${bytesPerSecond}.`)
  const bytesPerMs = bytesPerSecond / 1000
  let [owedBytes, paidAtMs, countedBytes] = [0, 0, 0]
  return {
    choose(line) {
      const paid = Math.max(0, line.nowMs - paidAtMs) * bytesPerMs
      owedBytes = Math.max(0, owedBytes - paid) + line.begunBytes - countedBytes
      paidAtMs = line.nowMs
      countedBytes = line.begunBytes
      if (owedBytes <= 0) return policy.choose(line)
      return { hold: 'rate-limit', untilMs: line.nowMs + Math.ceil(owedBytes / bytesPerMs) }
    },
    // Asked of the policy itself, which may be an object of a class.
    subscribe: (changed) => policy.subscribe?.(changed) ?? (() => {}),
  }
}
