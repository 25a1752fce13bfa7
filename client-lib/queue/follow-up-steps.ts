import { assertNever } from '../runtime/assert-never.ts'
import type { LaneEvent } from './lane-event.ts'
import { unchanged, withLane, withList } from './lane-outcomes.ts'
import type { LosingSide } from './lane-row.ts'
import type { LaneOutcome, LaneView } from './lane-view.ts'

type FollowUpEvent = Extract<LaneEvent, { kind: 'side-sent' | 'side-kept' | 'copied' | 'attached' }>

/** What a lane owes the cloud beside its edits: whatever state it is in, each is told until it is acknowledged. */
export function followUp(view: LaneView, event: FollowUpEvent): LaneOutcome {
  const { attaching: _, ...attached } = view.lane
  const { losing = [] } = attached
  switch (event.kind) {
    case 'side-sent':
      return withLane(view, withList(view.lane, 'losing', losing.map(sentAs(event))))
    case 'side-kept': {
      const left = losing.filter(({ mutationId }) => mutationId !== event.mutationId)
      return withLane(view, withList(view.lane, 'losing', left))
    }
    case 'copied': {
      const { from, assetIds } = event
      if (assetIds.length === 0) return unchanged(view)
      return withLane(view, { ...view.lane, attaching: { from, assetIds: [...assetIds] } })
    }
    case 'attached':
      return withLane(view, attached)
    default:
      return assertNever(event)
  }
}

function sentAs({ mutationId, snapshotId }: Extract<FollowUpEvent, { kind: 'side-sent' }>) {
  return (side: LosingSide): LosingSide => {
    if (side.mutationId !== mutationId) return side
    const { snapshotId: _, ...unsent } = side
    return snapshotId === undefined ? unsent : { ...unsent, snapshotId }
  }
}
