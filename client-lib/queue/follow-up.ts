import { keepSide } from '../conflicts/keep-side.ts'
import type { LaneEvent } from './lane-event.ts'
import { isHeld, type LaneView } from './lane-view.ts'
import type { WriteContext } from './send-write.ts'

export type FollowUpContext = Pick<WriteContext, 'store' | 'api' | 'transport' | 'clock' | 'signal' | 'media'>

/** Something that a lane owes the cloud beside its edits. */
export interface FollowUp {
  readonly projectId: string
  /** Names it among all of the device. */
  readonly key: string
  /** One step; undefined where nothing can be done about it now. */
  readonly step: (context: FollowUpContext) => Promise<LaneEvent | undefined>
  /** What follows where the document must be sent to the store once more. */
  readonly anew?: LaneEvent
}

/** All that is owed, as the rows say. */
export function followUpsOf({ lane }: LaneView): readonly FollowUp[] {
  const { projectId, attaching } = lane
  const sides = (lane.losing ?? []).map((side): FollowUp => {
    const { mutationId } = side
    return {
      ...{ projectId, key: `${projectId}/${mutationId}` },
      step: (context) => keepSide(projectId, side, context),
      anew: { kind: 'side-sent', mutationId, snapshotId: undefined },
    }
  })
  if (!attaching || !isHeld(lane.acknowledged)) return sides
  const attach: FollowUp['step'] = async ({ media, signal }) =>
    (await media.attachFiles({ to: projectId, ...attaching }, signal)) ? { kind: 'attached' } : undefined
  return [...sides, { projectId, key: projectId, step: attach }]
}
