/** One unfinished upload of which a part could go now. */
export interface UploadCandidate {
  readonly projectId: string
  readonly assetId: string
  readonly fileName: string
  readonly mime: string
  readonly sizeBytes: number
  /** What the store has not accepted. */
  readonly remainingBytes: number
  /** For how long nothing of it has been on the wire, in ms. */
  readonly waitingMs: number
}

export interface UploadLine {
  readonly nowMs: number
  /** At least one. */
  readonly candidates: readonly UploadCandidate[]
  readonly partsOnTheWire: number
  /** Bytes of all parts begun in this page, those sent again too. */
  readonly begunBytes: number
}

export type UploadChoice =
  /** One of the candidates; its next part goes. */
  | { readonly send: UploadCandidate }
  /** Nothing is begun, for a reason to show, and what is on the wire ends. Asked again at `untilMs`, or by `subscribe`. */
  | { readonly hold: string; readonly untilMs?: number }

/**
 * Decides which file's part goes next, and whether one may go at all: asked before each part, in the tab that sends.
 * One that throws, names no candidate, or holds without a reason or until no time, is passed over for `shortestFirst`,
 * and reported by `reportError` the first time.
 * `holdUploadsWhile` and `limitUploadRate` are policies over another one.
 *
 * @example
 * // What is on the timeline goes before all else.
 * const policy: UploadPolicy = {
 *   choose: (line) => {
 *     const used = line.candidates.filter(({ assetId }) => timeline.uses(assetId))
 *     return shortestFirst.choose(used.length === 0 ? line : { ...line, candidates: used })
 *   },
 * }
 */
export interface UploadPolicy {
  choose(line: UploadLine): UploadChoice
  /** Calls back when a hold may be over. Returns the unsubscribe. */
  subscribe?(changed: () => void): () => void
}
