import type { ProjectEdit } from '../host/host-store.ts'

export interface ThreeEdits {
  /** What both sides were made of. */
  readonly base: ProjectEdit
  readonly local: ProjectEdit
  readonly remote: ProjectEdit
}

/** How the two sides of a conflict become one. `threeWayMerge` makes one for JSON; an app may bring its own. */
export interface ConflictMerge {
  /** Both sides in one; undefined where that is a question for the user. What it throws is reported, and costs the proposal alone. */
  propose(sides: ThreeEdits): ProjectEdit | undefined
  /** Whether a proposal answers the conflict unasked; else every conflict is a question. */
  readonly appliesByItself: boolean
}
