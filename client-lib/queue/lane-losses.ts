import { withoutWish } from './deletion-steps.ts'
import {
  agreedOnNothing,
  goneFromHere,
  inState,
  insteadOfWrite,
  restore,
  unchanged,
  withLane,
  withList,
} from './lane-outcomes.ts'
import type { Cell, LaneRow, LaneState, LostContent } from './lane-row.ts'
import { isHeld, type LaneOutcome, type LaneView, soleHashes } from './lane-view.ts'

/** The newest edit is nowhere any more. It stays named when the user has gone on without it. */
export function lose(view: LaneView, state: Extract<LaneState, { kind: 'restoring' }>): LaneOutcome {
  const { hash, savedAtMs, code = 'unreadable' } = state
  const lane = withLosses(withoutWish(view.lane), [{ hash, savedAtMs, code }])
  return inState({ ...view, lane }, { ...state, kind: 'lost' })
}

/** Contents are gone from the device: the newest edit may be in the app's store, the rest is named. */
export function evict(view: LaneView, hashes: ReadonlySet<string>): LaneOutcome {
  const { overlaid = [], losing = [] } = view.lane
  const isHere = ({ hash }: { readonly hash: string }) => !hashes.has(hash)
  const isGone = (one: { readonly hash: string }) => !isHere(one)
  const lane = withList(withList(view.lane, 'overlaid', overlaid.filter(isHere)), 'losing', losing.filter(isHere))
  // An app's own store has read what it saves over; here a save that came first has seen nothing of what was gone.
  const sole = soleHashes(view)
  const unseen = view.lane.ownCopy === undefined ? [] : [...hashes].filter((hash) => !sole.has(hash))
  const others = [...losing.filter(isGone).map(({ hash }) => hash), ...unseen].map((hash) => ({ hash }))
  const gone = [...overlaid.filter(isGone), ...others]
  const named = withLosses(
    lane,
    gone.map((one): LostContent => ({ ...one, code: 'evicted' })),
  )
  const { state } = named
  if (unseen.length > 0 && state.kind === 'queued' && !isGone(state.next))
    return inState({ ...view, lane: named }, { kind: 'queued', next: madeBlindly(named, state.next) })
  return withoutEvicted({ ...view, lane: named }, isGone)
}

function withoutEvicted(view: LaneView, isGone: (one: { readonly hash: string }) => boolean): LaneOutcome {
  const { conflict } = view
  // A question of which one side is gone cannot be put.
  if (conflict && isGone(conflict.local))
    return restore({ ...view, conflict: undefined }, { ...conflict.local, code: 'evicted' })
  const { state } = view.lane
  if (state.kind === 'queued' && isGone(state.next)) return restore(view, { ...state.next, code: 'evicted' })
  if (!('inFlight' in state)) return unchanged(view)
  const { inFlight, next } = state
  if (next && isGone(next)) return restore(agreedOnNothing(view), { ...next, code: 'evicted' })
  if (!isGone(inFlight)) return unchanged(view)
  if (!next) return restore(agreedOnNothing(view), { ...inFlight, code: 'evicted' })
  const { hash, savedAtMs } = inFlight
  if (view.lane.ownCopy === undefined) return insteadOfWrite(view, next)
  const lane = withLosses(view.lane, [{ hash, savedAtMs, code: 'evicted' }])
  return insteadOfWrite({ ...view, lane }, madeBlindly(lane, next))
}

/** Saved before anything was shown again: what the cloud has of the project is none of its bases. */
function madeBlindly({ acknowledged }: LaneRow, next: Cell): Cell {
  return acknowledged.version > 0 ? { ...next, isUnaware: true } : next
}

/**
 * The user knows of those that were saved then. Of a project whose newest edit is lost nothing is left here once all is
 * known: the cloud's is to be opened anew.
 */
export function acknowledgeLosses(view: LaneView, savedAtMs: ReadonlySet<number | undefined>): LaneOutcome {
  const left = (view.lane.losses ?? []).filter((one) => !savedAtMs.has(one.savedAtMs))
  const lane = withList(view.lane, 'losses', left)
  const { state } = lane
  // Looked for once more, as at each start, it would be named anew.
  const isNamed = state.kind === 'restoring' && view.lane.losses?.some(({ hash }) => hash === state.hash)
  if (state.kind !== 'lost' && !(state.kind === 'restoring' && isNamed)) return withLane(view, lane)
  if (left.length > 0 || !savedAtMs.has(state.savedAtMs)) return unchanged(view)
  const { ownCopy: _, ...rest } = lane
  const keptHashes = [...new Set([...lane.keptHashes, ...(state.hash === '' ? [] : [state.hash])])]
  const acknowledged = goneFromHere(lane.acknowledged.version)
  return withLane(view, { ...rest, keptHashes, acknowledged, state: { kind: 'idle' } })
}

/** Saved once more, it is lost no longer. */
export function foundAgain(lane: LaneRow, hash: string): LaneRow {
  const { losses = [] } = lane
  return withList(
    lane,
    'losses',
    losses.filter((one) => one.hash !== hash),
  )
}

export function withLosses(lane: LaneRow, more: readonly LostContent[] = []): LaneRow {
  const { losses = [] } = lane
  return withList(lane, 'losses', [...losses, ...more.filter(({ hash }) => !losses.some((one) => one.hash === hash))])
}

/** Whether this device alone has something of the project beside its newest edit, or is yet to tell the cloud of it. */
export function isOwing({ losing, overlaid, attaching }: LaneRow): boolean {
  return Boolean(losing?.length || overlaid?.length || attaching)
}

/** Whether nothing of the project is on this device alone. */
export function isSettled(lane: LaneRow): boolean {
  const { acknowledged, deleting, state, losses } = lane
  const isKnown = isHeld(acknowledged) || acknowledged.gone === 'removed-here'
  return state.kind === 'idle' && !deleting && isKnown && !isOwing(lane) && !losses?.length
}
