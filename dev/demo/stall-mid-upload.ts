import { planParts } from '#contract/part-rule.ts'
import type { CountingProxy } from '../proxy/counting-proxy.ts'
import { createGate } from '../proxy/gate.ts'
import type { SourceFile } from './files/source-file.ts'

/** So much of a part passes before it stands still: the store has begun to take it, and cannot have finished. */
const passedBytes = 1024 * 1024

/**
 * Lets the first parts of every file through and holds the others in flight, so that a cut always falls in the middle
 * of the largest file, however fast the machine is.
 *
 * @returns lets everything through again
 */
export function stallMidUpload(line: CountingProxy, files: readonly SourceFile[]): () => void {
  const gate = createGate()
  const lastPassed = lastPartPassed(files)
  const remove = line.inject({
    matches: (request) => request.kind === 'part' && request.partNumber > lastPassed,
    fault: { kind: 'stall-body', afterBytes: passedBytes, until: gate.opened },
    times: Number.POSITIVE_INFINITY,
  })
  return () => {
    remove()
    gate.open()
  }
}

/** About two fifths of the largest file, all of the smaller ones where that is possible, and two parts at least to hold. */
export function lastPartPassed(files: readonly SourceFile[]): number {
  const counts = files.map((file) => planParts(file.sizeBytes).partCount).sort((a, b) => b - a)
  const [largest = 1, second = 1] = counts
  return Math.max(1, Math.min(largest - 2, Math.max(Math.floor(largest * 0.4), second)))
}
