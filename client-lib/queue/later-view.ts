import { cellOf, withList } from './lane-outcomes.ts'
import { type LaneView, newestCell, referencedHashes } from './lane-view.ts'

/**
 * Of two views of one project, the other where it has a later save that the first has not heard of, nor of what became
 * of it.
 */
function laterView(view: LaneView, other: LaneView | undefined): LaneView {
  if (!other || other.lane.acknowledged.version < view.lane.acknowledged.version) return view
  return newestSaveMs(other) > newestSaveMs(view) ? other : view
}

/**
 * A project as another tab has put it back, or this one knows it where that is later; what this one alone has of it is
 * kept beside. Some of that may be in the cloud's history already: there it is once more, and nothing is lost.
 */
export function withUnheard(there: LaneView, known: LaneView | undefined): LaneView {
  const later = laterView(there, known)
  if (!known || later === known) return later
  const has = referencedHashes(there)
  const isUnheard = ({ hash }: { readonly hash: string }) => hash !== '' && !has.has(hash)
  const { overlaid = [], losing = [], state } = known.lane
  const newest = newestCell(state) ?? known.conflict?.local
  const edits = [...overlaid, ...(newest ? [cellOf(newest)] : [])].filter(isUnheard)
  const sides = losing.filter(isUnheard)
  if (edits.length + sides.length === 0) return there
  const lane = withList(there.lane, 'losing', [...(there.lane.losing ?? []), ...sides])
  return { ...there, lane: withList(lane, 'overlaid', [...(lane.overlaid ?? []), ...edits]) }
}

/** A project as this tab knows it, or as another has noted it where that is later. */
export function withNoted(known: LaneView, noted: LaneView | undefined): LaneView {
  const later = laterView(known, noted)
  return later === known ? known : withUnheard(later, known)
}

/** Of those that the cloud does not have. */
function newestSaveMs({ lane, conflict }: LaneView): number {
  return Math.max(newestCell(lane.state)?.savedAtMs ?? 0, conflict?.local.savedAtMs ?? 0)
}
