import { shortestFirst } from './shortest-first.ts'
import type { UploadPolicy } from './upload-policy.ts'

export interface UploadCondition {
  /** Why nothing is to be begun now; undefined where it may. */
  reason(): string | undefined
  /** Calls back when that may have changed. Returns the unsubscribe. */
  subscribe(changed: () => void): () => void
}

/**
 * Holds uploads while something is the case: playback, a metered connection, a dialog that asks. What is on the wire
 * ends; `assets.pause()` stops that too.
 *
 * @param policy decides which file goes, where one may
 * @example
 * const playback = {
 *   reason: () => (video.paused ? undefined : 'playback'),
 *   subscribe: (changed) => {
 *     video.addEventListener('pause', changed)
 *     return () => video.removeEventListener('pause', changed)
 *   },
 * }
 * createCloudSync({ ...options, uploadPolicy: holdUploadsWhile(playback) })
 */
export function holdUploadsWhile(condition: UploadCondition, policy: UploadPolicy = shortestFirst): UploadPolicy {
  return {
    choose(line) {
      const hold = condition.reason()
      return hold === undefined ? policy.choose(line) : { hold }
    },
    subscribe(changed) {
      const leave = [condition.subscribe(changed), policy.subscribe?.(changed)]
      return () => {
        for (const unsubscribe of leave) unsubscribe?.()
      }
    },
  }
}
