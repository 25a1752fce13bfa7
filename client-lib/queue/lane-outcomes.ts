import type { Cell, LaneRow, LaneState } from './lane-row.ts'
import type { LaneEffect, LaneOutcome, LaneView } from './lane-view.ts'

/** States with a write that has begun. */
export type Begun = Extract<LaneState, { readonly inFlight: unknown }>

type Restoring = Extract<LaneState, { kind: 'restoring' }>

/** What every step comes to. */
export function withLane(view: LaneView, lane: LaneRow, effects: readonly LaneEffect[] = []): LaneOutcome {
  return { ...view, lane, effects }
}

export function inState(view: LaneView, state: LaneState, effects?: readonly LaneEffect[]): LaneOutcome {
  return withLane(view, { ...view.lane, state }, effects)
}

export function unchanged(view: LaneView): LaneOutcome {
  return withLane(view, view.lane)
}

/** Of a project that this device holds no more. @param deletedAtMs where its tombstone has told */
export function goneFromHere(version: number, deletedAtMs?: number): LaneRow['acknowledged'] {
  return { version, hash: '', gone: 'removed-here', ...(deletedAtMs === undefined ? {} : { deletedAtMs }) }
}

/** A list that has come to its end is not kept. */
export function withList<K extends 'losing' | 'overlaid' | 'losses'>(
  lane: LaneRow,
  name: K,
  list: readonly NonNullable<LaneRow[K]>[number][],
): LaneRow {
  const { [name]: _, ...rest } = lane
  // Sound: none of the three is needed, and what takes its place is one of the same name.
  return (list.length > 0 ? { ...rest, [name]: [...list] } : rest) as LaneRow
}

export function resend(view: LaneView, { inFlight, next }: Begun, failures: number): LaneOutcome {
  return inState(view, { kind: 'sending', inFlight, ...(next ? { next } : {}), failures })
}

/** The device cannot read this any more. */
export function restore(view: LaneView, cell: Cell & Pick<Restoring, 'code'>): LaneOutcome {
  const state: LaneState = { kind: 'restoring', ...cellOf(cell), ...(cell.code ? { code: cell.code } : {}) }
  return inState(view, state, [{ kind: 'unqueued' }])
}

/** An edit as it was before its write began. */
export function cellOf({ hash, savedAtMs, isUnaware }: Cell): Cell {
  return { hash, savedAtMs, ...(isUnaware ? { isUnaware } : {}) }
}

/**
 * A write is given up, and this goes out in its place. An earlier try of it may have been made, its reply lost:
 * nothing is agreed on by content any more, so that not even a return to the last agreed one passes for sent.
 */
export function insteadOfWrite(view: LaneView, next: Cell): LaneOutcome {
  return inState(agreedOnNothing(view), { kind: 'queued', next })
}

export function agreedOnNothing(view: LaneView): LaneView {
  const { lane } = view
  return { ...view, lane: { ...lane, acknowledged: { ...lane.acknowledged, hash: '' } } }
}
