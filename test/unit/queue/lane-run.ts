import type { LaneEvent } from '../../../client-lib/queue/lane-event.ts'
import { newLane } from '../../../client-lib/queue/lane-row.ts'
import { laneTransition } from '../../../client-lib/queue/lane-transition.ts'
import type { LaneView } from '../../../client-lib/queue/lane-view.ts'

export const start: LaneView = { lane: newLane('film'), conflict: undefined }
/** What becomes of a lane by these events, all at one moment. */
export const run = (events: readonly LaneEvent[], from: LaneView = start) =>
  events.reduce<LaneView>((view, event) => laneTransition(view, event, 1000), from)

export const saved = (hash: string) => ({ kind: 'saved', hash }) as const satisfies LaneEvent
export const begun = { kind: 'begun', mutationId: 'm1' } as const satisfies LaneEvent
export const acknowledged = (version: number, currentVersion = version): LaneEvent => ({
  ...{ kind: 'acknowledged', mutationId: 'm1' },
  ...{ version, currentVersion },
})
