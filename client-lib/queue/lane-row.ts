import * as v from 'valibot'
import { MutationId, ProjectId } from '#contract/ids.ts'
import { WholeNumber } from '#contract/whole-number.ts'

/** An edit by the hash of its content; the content is a document row. */
const Cell = v.object({
  hash: v.string(),
  savedAtMs: WholeNumber,
  /** Made in a tab that had not seen what came from another device: no version is its base, and it is asked about. */
  isUnaware: v.optional(v.literal(true)),
})
export type Cell = v.InferOutput<typeof Cell>

/** A write that has begun: nothing of it changes until it is answered. */
const InFlight = v.object({
  mutationId: MutationId,
  baseVersion: WholeNumber,
  /** As the device was called when the write began. */
  deviceName: v.optional(v.string()),
  /** What the document was sent as, where it is a large one and was sent. */
  snapshotId: v.optional(v.string()),
  /** It deletes the project, and has no content. */
  deletes: v.optional(v.literal(true)),
  ...Cell.entries,
})
export type InFlight = v.InferOutput<typeof InFlight>

/** Edits made meanwhile; the latest wins. */
const meanwhile = { next: v.optional(Cell) }

/** Why a content is not to be read any more: the browser deleted it, or it is damaged. */
const LossCode = v.picklist(['evicted', 'unreadable'])
const gone = { ...Cell.entries, code: v.optional(LossCode) }

/** A content that is nowhere any more, until the app says that its user knows. */
const LostContent = v.object({ hash: v.string(), savedAtMs: v.optional(WholeNumber), code: LossCode })
export type LostContent = v.InferOutput<typeof LostContent>

const LaneState = v.variant('kind', [
  v.object({ kind: v.literal('idle') }),
  v.object({ kind: v.literal('queued'), next: Cell }),
  v.object({ kind: v.literal('sending'), inFlight: InFlight, ...meanwhile, failures: WholeNumber }),
  v.object({
    kind: v.literal('waiting'),
    inFlight: InFlight,
    ...meanwhile,
    failures: WholeNumber,
    sinceMs: v.optional(WholeNumber),
    untilMs: WholeNumber,
    reason: v.string(),
  }),
  v.object({ kind: v.literal('needs-auth'), inFlight: InFlight, ...meanwhile }),
  v.object({
    kind: v.literal('blocked'),
    inFlight: InFlight,
    ...meanwhile,
    code: v.string(),
    detail: v.string(),
    /** The version that it met, where nobody can read that: what is there in its place is met anew. */
    unreadableVersion: v.optional(WholeNumber),
  }),
  /** The device cannot read the newest edit any more: the app's store is asked for it. */
  v.object({ kind: v.literal('restoring'), ...gone }),
  /** Nor does the app's store have it: until it is saved again, or the user goes on without it. */
  v.object({ kind: v.literal('lost'), ...gone }),
  /** The local side lives in the open conflict, and later edits join it there. */
  v.object({ kind: v.literal('conflict'), conflictId: v.string() }),
])
export type LaneState = v.InferOutput<typeof LaneState>

/** A side that lost a conflict: on the device until the cloud's history has acknowledged it. */
const LosingSide = v.object({
  hash: v.string(),
  /** With this id and version it is the same entry of the history however often it is told. */
  mutationId: MutationId,
  /** The version that it was made on. */
  version: WholeNumber,
  deviceName: v.optional(v.string()),
  /** What the document was sent as, where it is a large one and was sent. */
  snapshotId: v.optional(v.string()),
})
export type LosingSide = v.InferOutput<typeof LosingSide>

/** Sound: a picklist takes what is among its options, and only its types leave out booleans. */
const Gone: v.GenericSchema<true | 'removed-here'> = v.picklist([true, 'removed-here'] as never[])

/** All that the device knows of one project's way to the cloud. */
export const LaneRow = v.object({
  schemaVersion: v.literal(1),
  projectId: ProjectId,
  /** The version this device and the cloud last agreed on; 0 with an empty hash where there is none. */
  acknowledged: v.object({
    version: WholeNumber,
    hash: v.string(),
    /** When what was sent had been saved here; it may not be listed yet. */
    savedAtMs: v.optional(WholeNumber),
    /** The project was deleted elsewhere since: the cloud holds nothing of it. Removed: nor does this device. */
    gone: v.optional(Gone),
    /** When, where its tombstone has told. */
    deletedAtMs: v.optional(WholeNumber),
    /** When this device had it deleted. */
    entombedAtMs: v.optional(WholeNumber),
    /** It came from the cloud: not every tab need have seen it. */
    isPulled: v.optional(v.literal(true)),
    /** The last version that did, where this device has written since. */
    pulledVersion: v.optional(WholeNumber),
  }),
  /** The device's own copy, for hosts without a store. */
  ownCopy: v.optional(v.string()),
  /** Contents that nothing will send, kept for a person to look at. */
  keptHashes: v.array(v.string()),
  losing: v.optional(v.array(LosingSide)),
  /** A copy of another project: these assets of it are to be attached here too, once the cloud has this one. */
  attaching: v.optional(v.object({ from: ProjectId, assetIds: v.array(v.string()) })),
  /** Edits that a save of another tab, which had not seen them, took the place of. */
  overlaid: v.optional(v.array(Cell)),
  losses: v.optional(v.array(LostContent)),
  /** The user wants the project deleted as it is in that version; 0: as the write makes it that goes first. */
  deleting: v.optional(v.object({ version: WholeNumber, wishedAtMs: WholeNumber })),
  state: LaneState,
})
export type LaneRow = v.InferOutput<typeof LaneRow>

export function newLane(projectId: string): LaneRow {
  return {
    schemaVersion: 1,
    projectId,
    acknowledged: { version: 0, hash: '' },
    keptHashes: [],
    state: { kind: 'idle' },
  }
}
