import type { FileEnd } from './book/file-end.ts'
import type { SaveEnd } from './book/save-end.ts'
import { type DeedKind, deedKinds } from './plan/deed-kinds.ts'

/** What a run came to. */
export interface SoakTally {
  readonly seed: number
  bursts: number
  readonly deeds: Record<DeedKind, number>
  /** Saves that were called kept. */
  savesKept: number
  /** Where those ended up. */
  readonly saves: Record<SaveEnd, number>
  /** Files that were called kept, and that nobody gave up; once a burst. */
  readonly files: Record<FileEnd, number>
  conflictsAnswered: number
  /** Calls that were refused, by their names and their errors'. */
  refusals: Readonly<Record<string, number>>
  lostSilently: number
  /** Losses that were named, though nothing had been cleared. */
  namedWithoutCause: number
  damaged: number
  hungCalls: number
  pageErrors: number
  devicesEqual: boolean
}

export function newTally(seed: number): SoakTally {
  return {
    ...{ seed, bursts: 0, savesKept: 0, conflictsAnswered: 0, refusals: {} },
    deeds: Object.fromEntries(deedKinds.map((kind) => [kind, 0])) as Record<DeedKind, number>,
    saves: {
      ...{ 'in-history': 0, conflict: 0, overlaid: 0, here: 0 },
      ...{ replaced: 0, 'named-lost': 0, 'taken-away': 0, 'lost-with-its-notes': 0, lost: 0 },
    },
    files: { 'in-the-cloud': 0, 'waiting-for-project': 0, 'named-lost': 0, 'lost-with-its-notes': 0, lost: 0 },
    ...{ lostSilently: 0, namedWithoutCause: 0, damaged: 0, hungCalls: 0, pageErrors: 0, devicesEqual: false },
  }
}
