import type { LaneEvent } from './lane-event.ts'
import { unchanged, withLane, withList } from './lane-outcomes.ts'
import type { Cell, LaneRow } from './lane-row.ts'
import {
  isDeleting,
  isLost,
  type LaneOutcome,
  type LaneView,
  newestCell,
  newestHash,
  referencedHashes,
} from './lane-view.ts'

/**
 * The lane with the edit that a save takes the place of, where the tab that saves has not seen that one: made in
 * another tab, on its way to nowhere else, and not to be lost by it. What that tab has seen is no longer kept beside what
 * it made of it, where another queued that first.
 * @param basedOn what the tab that saves held before, empty for nothing; undefined where it is as good as seen
 */
export function keepOverlaid(view: LaneView, hash: string, basedOn: string | undefined): LaneRow {
  const { lane } = view
  if (basedOn === undefined) return lane
  if (newestHash(view) === hash) return withoutOverlaid(lane, basedOn)
  const replaced = replacedBySave(view)
  return replaced && replaced.hash !== basedOn ? withOverlaid(lane, replaced) : lane
}

/** An edit that was never newest here: another took its place in the app's store before it was queued. */
export function overlay(view: LaneView, hash: string, nowMs: number): LaneOutcome {
  if (referencedHashes(view).has(hash)) return unchanged(view)
  return withLane(view, withOverlaid(view.lane, { hash, savedAtMs: nowMs }))
}

function withOverlaid(lane: LaneRow, cell: Cell): LaneRow {
  return withList(lane, 'overlaid', [...(lane.overlaid ?? []), cell])
}

export function dropOverlaid(view: LaneView, dropped: string): LaneOutcome {
  return withLane(view, withoutOverlaid(view.lane, dropped))
}

/** The user has dropped it, or the cloud's history has it by now. */
export function withoutOverlaid(lane: LaneRow, dropped: string): LaneRow {
  const { overlaid = [] } = lane
  return withList(
    lane,
    'overlaid',
    overlaid.filter(({ hash }) => hash !== dropped),
  )
}

/** What was acknowledged is in the cloud's history. A write in flight comes into it, unless it is given up. */
function replacedBySave({ lane, conflict }: LaneView): Cell | undefined {
  const newest = newestCell(lane.state)
  return newest ? { hash: newest.hash, savedAtMs: newest.savedAtMs } : conflict?.local
}

/**
 * Whether a save was made without having seen what came from another device: in a tab whose app did not show it yet. It
 * is no edit of that version. An app's own store answers for itself, but for what another tab has applied meanwhile.
 */
export function isUnaware(lane: LaneRow, event: Extract<LaneEvent, { kind: 'saved' }>): boolean {
  const { acknowledged, ownCopy, state } = lane
  const { asOwnCopy, basedOn, hash, seenVersion } = event
  const newest = newestCell(state)
  // An app may save what its store has just taken, as it takes it.
  const isUnseen = seenVersion !== undefined && seenVersion < lastPulled(acknowledged) && newest?.hash !== hash
  if (isLost(state)) return state.isUnaware === true
  // What nobody was signed in for is no undoing of what was deleted here.
  if (event.losses && (acknowledged.entombedAtMs !== undefined || isDeleting(lane))) return true
  if (!asOwnCopy) return newest?.isUnaware === true || isUnseen
  // What came is the device's copy a moment before it is agreed on.
  if (state.kind === 'idle' && ownCopy !== undefined && ownCopy !== acknowledged.hash) return basedOn !== ownCopy
  if (basedOn === acknowledged.hash && basedOn !== '') return false
  return (newest ? newest.isUnaware : acknowledged.isPulled) === true || isUnseen
}

/** The last version that came from another device: 0 for none. What was written since was made on it. */
export function lastPulled({ isPulled, pulledVersion = 0, version }: LaneRow['acknowledged']): number {
  return isPulled ? version : pulledVersion
}
