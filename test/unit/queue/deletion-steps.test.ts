import { expect, test } from 'vitest'
import type { LaneEvent } from '../../../client-lib/queue/lane-event.ts'
import { newLane } from '../../../client-lib/queue/lane-row.ts'
import { laneTransition } from '../../../client-lib/queue/lane-transition.ts'
import type { LaneView } from '../../../client-lib/queue/lane-view.ts'

const start: LaneView = { lane: newLane('film'), conflict: undefined }
const run = (events: readonly LaneEvent[], from: LaneView = start) =>
  events.reduce<LaneView>((view, event) => laneTransition(view, event, 1000), from)

const agreed = run([{ kind: 'pulled', version: 2, hash: 'a' }])
const wished: LaneEvent = { kind: 'deleting', listedVersion: 0, isLetGo: false }
const begun: LaneEvent = { kind: 'begun', mutationId: 'm1' }
const entombed = (version: number, currentVersion = version): LaneEvent => ({
  ...{ kind: 'entombed', mutationId: 'm1', removed: true, deletedAtMs: 1 },
  ...{ version, currentVersion },
})

test('[DE4] wished for twice, a deletion that the cloud’s newer version ends is wished for no more', () => {
  for (const wishes of [
    [wished, wished, begun],
    [wished, begun, wished],
  ]) {
    const { lane } = run([...wishes, { kind: 'overtaken', mutationId: 'm1' }], agreed)
    expect(lane).toEqual(agreed.lane)
  }
})

test('[DE7] a wish that comes to a question another tab has just met changes nothing', () => {
  const remote = { kind: 'edited', hash: 'r', version: 3, savedAtMs: 1, deviceName: '' } as const
  const conflicted: LaneEvent = { kind: 'conflicted', mutationId: 'm1', conflictId: 'k', remote }
  const asked = run([{ kind: 'saved', hash: 'b' }, begun, conflicted], agreed)
  for (const isLetGo of [false, true])
    expect(run([{ ...wished, isLetGo }], asked)).toMatchObject({ lane: asked.lane, conflict: asked.conflict })
})

test('[DE5] a deletion that is made asks the cloud for more only where that is ahead', () => {
  const sending = run([wished, begun], agreed)
  expect(laneTransition(sending, entombed(3), 1000).effects).toEqual([])
  expect(laneTransition(sending, entombed(3, 5), 1000).effects).toEqual([{ kind: 'behind' }])
})
