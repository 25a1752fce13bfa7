import * as v from 'valibot'
import { ProjectId } from '#contract/ids.ts'
import { WholeNumber } from '#contract/whole-number.ts'

const RemoteSide = v.variant('kind', [
  /** The project was deleted there: its tombstone's version. */
  v.object({ kind: v.literal('deleted'), version: WholeNumber, deletedAtMs: WholeNumber }),
  v.object({
    /** Rows of before deletions were conflicts do not say it. */
    kind: v.optional(v.literal('edited'), 'edited'),
    hash: v.string(),
    savedAtMs: WholeNumber,
    version: WholeNumber,
    deviceName: v.string(),
  }),
])
export type RemoteSide = v.InferOutput<typeof RemoteSide>
export type DeletedSide = Extract<RemoteSide, { kind: 'deleted' }>

/** The app's store took none of it, and its user was told so: whoever starts next does not go on with it. */
const refusable = { isRefused: v.optional(v.literal(true)) }

/** What was answered and needs more than one step, so that a device that dies in between goes on with it. */
const Intent = v.variant('kind', [
  /** The copy's id, chosen before anything is made of it; `hash`: the local side that the copy holds. */
  v.object({ kind: v.literal('both'), copyId: ProjectId, hash: v.string() }),
  /** The content that goes over the winner. */
  v.object({ kind: v.literal('merged'), hash: v.string(), ...refusable }),
  /** The winner takes the place of the local side, `hash`, in the app's store. */
  v.object({ kind: v.literal('remote'), hash: v.string(), ...refusable }),
])
export type Intent = v.InferOutput<typeof Intent>

const sides = {
  schemaVersion: v.literal(1),
  conflictId: v.string(),
  projectId: ProjectId,
  local: v.object({ hash: v.string(), savedAtMs: WholeNumber, deviceName: v.optional(v.string()) }),
  remote: RemoteSide,
  sinceMs: WholeNumber,
}

/** Two edits on one base version. The contents of both sides are document rows until it is answered. */
export const ConflictRow = v.variant('state', [
  v.object({ state: v.literal('open'), ...sides, intent: v.optional(Intent) }),
  v.object({
    state: v.literal('answered'),
    ...sides,
    answer: v.picklist(['local', 'remote', 'both', 'merged']),
    answeredAtMs: WholeNumber,
  }),
])
export type ConflictRow = v.InferOutput<typeof ConflictRow>
export type OpenConflictRow = Extract<ConflictRow, { state: 'open' }>
export type AnsweredConflictRow = Extract<ConflictRow, { state: 'answered' }>

/** A project has at most one open conflict, under its own id; answered ones stand beside it for a while. */
export function conflictKey(row: ConflictRow): string {
  return row.state === 'open' ? row.projectId : `${row.projectId}/${row.conflictId}`
}
