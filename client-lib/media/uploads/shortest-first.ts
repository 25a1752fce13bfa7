import type { UploadCandidate, UploadPolicy } from './upload-policy.ts'

/** A file that nothing was sent of for this long goes before all shorter ones. */
const patienceMs = 60_000

/**
 * The policy unless the app has one: the file with the least left goes first, so that small ones are not held up by
 * large, and whoever has waited for a minute goes before, so that large ones are not starved by small. Never holds.
 * Source: shortest remaining processing time (Schrage, 1968), with ageing.
 */
export const shortestFirst: UploadPolicy = {
  choose: ({ candidates }) => ({
    send: candidates.reduce((first, other) => (goesBefore(other, first) ? other : first)),
  }),
}

function goesBefore(one: UploadCandidate, other: UploadCandidate): boolean {
  const [isOld, isOtherOld] = [one.waitingMs >= patienceMs, other.waitingMs >= patienceMs]
  if (isOld && isOtherOld) return one.waitingMs > other.waitingMs
  return isOld === isOtherOld ? one.remainingBytes < other.remainingBytes : isOld
}
