import type { AnsweredConflictRow, OpenConflictRow } from '../conflicts/conflict-row.ts'
import type { Cell, LaneRow, LaneState } from './lane-row.ts'

/** A project's lane with the conflict it may be parked at: the two are always read and written together. */
export interface LaneView {
  readonly lane: LaneRow
  readonly conflict: OpenConflictRow | undefined
}

export interface LaneOutcome extends LaneView {
  /** A conflict that this step answered. */
  readonly answered?: AnsweredConflictRow
  readonly effects: readonly LaneEffect[]
}

/** What is to be done beside sending, which follows from the state alone. */
export type LaneEffect =
  /** The cloud has a first version: media of the project may go. */
  | { readonly kind: 'reached' }
  /** The cloud is ahead of what this device holds. */
  | { readonly kind: 'behind' }
  /** The device cannot read the content: what the app's store holds is to be queued. */
  | { readonly kind: 'unqueued' }

/** Whether the cloud still has what was agreed on. */
export function isHeld({ version, gone }: LaneRow['acknowledged']): boolean {
  return version > 0 && !gone
}

/** Whether the project exists in the cloud, as far as the lane knows: one that conflicts does, unless it was deleted there. */
export function isReached({ acknowledged, state }: LaneRow): boolean {
  return isHeld(acknowledged) || (state.kind === 'conflict' && !acknowledged.gone)
}

/** Whether neither cloud nor device holds the project any more. */
export function isRemoved({ acknowledged, deleting, state }: LaneRow): boolean {
  return acknowledged.gone === 'removed-here' && state.kind === 'idle' && !deleting
}

/** Whether the user wants the project deleted, and has saved nothing since. */
export function isDeleting({ deleting, state }: LaneRow): boolean {
  return deleting !== undefined || ('inFlight' in state && state.inFlight.deletes === true && !state.next)
}

/** The newest edit that is on its way. */
export function newestCell(state: LaneState): Cell | undefined {
  if (state.kind === 'queued') return state.next
  if (!('inFlight' in state)) return undefined
  return state.next ?? (state.inFlight.deletes ? undefined : state.inFlight)
}

/** Whether the lane knows of nothing: it is new, or was made anew where its row could not be read. */
export function isBlank({ lane: { acknowledged, ownCopy, state } }: LaneView): boolean {
  return state.kind === 'idle' && acknowledged.version === 0 && !acknowledged.gone && ownCopy === undefined
}

/** Whether the newest edit is nowhere any more, or looked for. */
export function isLost(state: LaneState): state is Extract<LaneState, { kind: 'restoring' | 'lost' }> {
  return state.kind === 'restoring' || state.kind === 'lost'
}

/** The content this device last meant to send, or last agreed on; empty where it has lost that. */
export function newestHash({ lane, conflict }: LaneView): string {
  const { state } = lane
  if (state.kind === 'conflict') return conflict?.local.hash ?? ''
  if (isLost(state)) return ''
  return (newestCell(state) ?? lane.acknowledged).hash
}

/** The content of the write that has begun. */
export function inFlightHash({ state }: LaneRow): string | undefined {
  return 'inFlight' in state ? state.inFlight.hash : undefined
}

/** Contents that must stay on the device. */
export function referencedHashes({ lane, conflict }: LaneView): ReadonlySet<string> {
  const hashes = new Set(lane.keptHashes)
  if (lane.ownCopy !== undefined) hashes.add(lane.ownCopy)
  // A conflict that comes needs what both sides were made of.
  if (lane.acknowledged.hash !== '') hashes.add(lane.acknowledged.hash)
  for (const cell of [...cellsOf(lane.state), ...(lane.losing ?? []), ...(lane.overlaid ?? [])]) hashes.add(cell.hash)
  if (!conflict) return hashes
  hashes.add(conflict.local.hash)
  if (conflict.remote.kind === 'edited') hashes.add(conflict.remote.hash)
  return conflict.intent ? hashes.add(conflict.intent.hash) : hashes
}

/** Contents that no other place is known to have. */
export function soleHashes({ lane, conflict }: LaneView): ReadonlySet<string> {
  const sole = [...cellsOf(lane.state), ...(lane.losing ?? []), ...(lane.overlaid ?? [])]
  if (conflict) sole.push(conflict.local)
  return new Set(sole.map(({ hash }) => hash))
}

function cellsOf(state: LaneState): readonly { readonly hash: string }[] {
  if (state.kind === 'idle' || state.kind === 'conflict') return []
  if (state.kind === 'queued') return [state.next]
  // What is left of it is not thrown away.
  const cells = isLost(state) ? [state] : [state.inFlight, state.next]
  return cells.flatMap((cell) => (cell?.hash ? [cell] : []))
}
