import type { LaneEvent } from './lane-event.ts'
import { type Begun, goneFromHere, inState, unchanged, withLane, withList } from './lane-outcomes.ts'
import type { LaneRow } from './lane-row.ts'
import { isDeleting, isHeld, type LaneEffect, type LaneOutcome, type LaneView, newestHash } from './lane-view.ts'

const dayMs = 24 * 3_600_000

type Of<K extends LaneEvent['kind']> = Extract<LaneEvent, { kind: K }>

/** The user wants the project deleted: what is on its way goes first, so that the tombstone keeps the newest edit. */
export function wishDeletion(view: LaneView, event: Of<'deleting'>, nowMs: number): LaneOutcome {
  const { lane, conflict } = view
  const { acknowledged, state } = lane
  const { listedVersion, letGoOf } = event
  if (conflict || isDeleting(lane)) return unchanged(view)
  const isIdle = state.kind === 'idle'
  const deleting = { version: isIdle ? listedVersion || acknowledged.version : 0, wishedAtMs: nowMs }
  // What was stuck as its user looked at it may be on its way again by now, or saved anew: then that goes first.
  const isOnItsWay = 'inFlight' in state && state.kind !== 'blocked'
  if (isOnItsWay || letGoOf !== newestHash(view)) return withLane(view, { ...lane, deleting })
  const { ownCopy: _, ...rest } = lane
  const left: LaneRow = { ...rest, state: { kind: 'idle' } }
  if (isHeld(acknowledged)) return withLane(view, { ...left, deleting })
  return withLane(view, removedHere(withList(left, 'overlaid', []), acknowledged.version))
}

/** The version that the user saw is named, so that no other is deleted. Where nobody looks any more, the history has what was overlaid. */
export function beginDeletion(view: LaneView, { mutationId }: Of<'begun'>): LaneOutcome {
  const { deleting, overlaid = [], losing = [], ...lane } = view.lane
  if (!deleting) return unchanged(view)
  const baseVersion = deleting.version || lane.acknowledged.version
  const sides = [...losing, ...overlaid.map(({ hash }) => ({ hash, mutationId: hash, version: baseVersion }))]
  const inFlight = { hash: '', savedAtMs: deleting.wishedAtMs, mutationId, baseVersion, deletes: true as const }
  return withLane(view, withList({ ...lane, state: { kind: 'sending', inFlight, failures: 0 } }, 'losing', sides))
}

/** What was saved meanwhile goes on the tombstone's version, which brings the project back; on another's it is asked about. */
export function entomb(view: LaneView, { next }: Begun, event: Of<'entombed'>, nowMs: number): LaneOutcome {
  const { version, currentVersion, deletedAtMs, removed, isOfAnother } = event
  const effects = currentVersion > version ? behind : []
  const { lane } = view
  if (next && isOfAnother) return inState(view, { kind: 'queued', next })
  if (next)
    return withLane(view, { ...lane, acknowledged: { version, hash: '' }, state: { kind: 'queued', next } }, effects)
  const { attaching: _, ...rest } = lane
  const isGone = removed || lane.ownCopy !== undefined
  const left = removedHere({ ...rest, state: { kind: 'idle' } }, version, deletedAtMs)
  // What the app's store goes on having is on this device alone.
  const kept = isGone ? left.acknowledged : { ...lane.acknowledged, version, gone: true as const, deletedAtMs }
  return withLane(view, { ...left, acknowledged: isOfAnother ? kept : { ...kept, entombedAtMs: nowMs } }, effects)
}

/** Nobody has seen what would be deleted: it stays, and comes to this device. */
export function overtake(view: LaneView, { next }: Begun): LaneOutcome {
  if (next) return inState(view, { kind: 'queued', next }, behind)
  const lane: LaneRow = { ...view.lane, state: { kind: 'idle' } }
  // One that was only listed here is so again.
  return withLane(view, lane.acknowledged.version ? lane : removedHere(lane, 0), behind)
}

/** Whether what is saved now brings the project back: soon after its deletion here, no other can have taken its id. */
export function isOursToBringBack({ acknowledged }: LaneRow, nowMs: number): boolean {
  const { entombedAtMs } = acknowledged
  return entombedAtMs !== undefined && nowMs - entombedAtMs < dayMs
}

export function withoutWish({ deleting: _, ...lane }: LaneRow): LaneRow {
  return lane
}

/** Nobody holds the project any more. */
export function removedHere(
  { ownCopy: _, deleting: __, ...lane }: LaneRow,
  ...tombstone: Parameters<typeof goneFromHere>
): LaneRow {
  return { ...lane, acknowledged: goneFromHere(...tombstone) }
}

const behind: readonly LaneEffect[] = [{ kind: 'behind' }]
