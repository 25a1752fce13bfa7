import { expect, test } from 'vitest'
import type { LaneEvent } from '../../../client-lib/queue/lane-event.ts'
import { laneTransition } from '../../../client-lib/queue/lane-transition.ts'
import { begun, run } from './lane-run.ts'

const agreed = run([{ kind: 'pulled', version: 2, hash: 'a' }])
const wished: LaneEvent = { kind: 'deleting', listedVersion: 0, letGoOf: undefined }
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
  for (const letGoOf of [undefined, 'b'])
    expect(run([{ ...wished, letGoOf }], asked)).toMatchObject({ lane: asked.lane, conflict: asked.conflict })
})

// Seed 2932 of the simulation: the lane was tried again as its user deleted it, and the write in flight had no content.
test('[DE7] what was stuck as its user deleted it, and is on its way again or saved anew by then, goes first', () => {
  const refused: LaneEvent = { kind: 'refused', mutationId: 'm1', code: 'document-too-large', detail: '' }
  const blocked = run([{ kind: 'saved', hash: 'b' }, begun, refused], agreed)
  const deleted: LaneEvent = { ...wished, letGoOf: 'b' }
  const { deleting, state } = run([deleted], blocked).lane
  expect([deleting?.version, state]).toEqual([0, { kind: 'idle' }])
  for (const since of [{ kind: 'woken', by: 'user' } as const, { kind: 'saved', hash: 'c' } as const]) {
    const { lane } = run([since], blocked)
    expect(run([since, deleted], blocked).lane).toEqual({ ...lane, deleting: { version: 0, wishedAtMs: 1000 } })
  }
})

test('[DE8] work of nobody that is taken over while its id’s project is being deleted is on top of nothing', () => {
  const taken: LaneEvent = { kind: 'saved', hash: 'b', losses: [] }
  const next = { hash: 'b', savedAtMs: 1000, isUnaware: true }
  expect(run([wished, taken], agreed).lane.state).toEqual({ kind: 'queued', next })
  expect(run([wished, begun, taken, entombed(3)], agreed).lane.state).toEqual({ kind: 'queued', next })
})

test('[DE5] a deletion that is made asks the cloud for more only where that is ahead', () => {
  const sending = run([wished, begun], agreed)
  expect(laneTransition(sending, entombed(3), 1000).effects).toEqual([])
  expect(laneTransition(sending, entombed(3, 5), 1000).effects).toEqual([{ kind: 'behind' }])
})
