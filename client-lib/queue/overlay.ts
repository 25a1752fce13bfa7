import type { Cell, LaneRow } from './lane-row.ts'
import type { LaneView } from './lane-view.ts'

/**
 * The lane with the edit that a save takes the place of, where the tab that saves has not seen that one: made in
 * another tab, on its way to nowhere else, and not to be lost by it.
 * @param basedOn what the tab that saves held before; undefined where that is not known
 */
export function keepOverlaid(view: LaneView, hash: string, basedOn: string | undefined): LaneRow {
  const { lane } = view
  const replaced = replacedBySave(view)
  if (basedOn === undefined || !replaced || replaced.hash === basedOn || replaced.hash === hash) return lane
  return { ...lane, overlaid: [...(lane.overlaid ?? []), replaced] }
}

/** A write in flight, and what was acknowledged, are in the cloud's history or come into it. */
function replacedBySave({ lane: { state }, conflict }: LaneView): Cell | undefined {
  if (state.kind === 'queued' || ('inFlight' in state && state.next)) {
    const { hash, savedAtMs } = state.next as Cell
    return { hash, savedAtMs }
  }
  return state.kind === 'conflict' ? conflict?.local : undefined
}
