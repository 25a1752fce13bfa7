import { assertNever } from '../runtime/assert-never.ts'
import type { LaneEvent } from './lane-event.ts'
import type { LaneRow, LosingSide } from './lane-row.ts'
import type { LaneOutcome, LaneView } from './lane-view.ts'

type FollowUpEvent = Extract<LaneEvent, { kind: 'side-sent' | 'side-kept' | 'copied' | 'attached' }>

/** What a lane owes the cloud beside its edits: whatever state it is in, each is told until it is acknowledged. */
export function followUp(view: LaneView, event: FollowUpEvent): LaneOutcome {
  const { losing = [], attaching, ...lane } = view.lane
  const others = attaching ? { attaching } : {}
  switch (event.kind) {
    case 'side-sent':
      return told(view, { ...withLosing(lane, losing.map(sentAs(event))), ...others })
    case 'side-kept': {
      const left = losing.filter(({ mutationId }) => mutationId !== event.mutationId)
      return told(view, { ...withLosing(lane, left), ...others })
    }
    case 'copied':
      if (event.assetIds.length === 0) return told(view, view.lane)
      return told(view, { ...view.lane, attaching: { from: event.from, assetIds: [...event.assetIds] } })
    case 'attached':
      return told(view, withLosing(lane, losing))
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

function withLosing(lane: LaneRow, losing: readonly LosingSide[]): LaneRow {
  return losing.length > 0 ? { ...lane, losing: [...losing] } : lane
}

function told(view: LaneView, lane: LaneRow): LaneOutcome {
  return { ...view, lane, effects: [] }
}
