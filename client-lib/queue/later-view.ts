import { type LaneView, newestCell } from './lane-view.ts'

/**
 * Of two views of one project, the other where it has a later save that the first has not heard of, nor of what became
 * of it.
 */
export function laterView(view: LaneView, other: LaneView | undefined): LaneView {
  if (!other || other.lane.acknowledged.version < view.lane.acknowledged.version) return view
  return newestSaveMs(other) > newestSaveMs(view) ? other : view
}

/** Of those that the cloud does not have. */
function newestSaveMs({ lane, conflict }: LaneView): number {
  return Math.max(newestCell(lane.state)?.savedAtMs ?? 0, conflict?.local.savedAtMs ?? 0)
}
