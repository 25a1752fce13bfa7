import { expect, test } from 'vitest'
import * as limits from '#contract/limits.ts'
import type { RemoteSide } from '../../../client-lib/conflicts/conflict-row.ts'
import type { LaneEvent } from '../../../client-lib/queue/lane-event.ts'
import { newLane } from '../../../client-lib/queue/lane-row.ts'
import { laneTransition } from '../../../client-lib/queue/lane-transition.ts'
import type { LaneView } from '../../../client-lib/queue/lane-view.ts'
import { acknowledged, begun, run, saved } from './lane-run.ts'

test('[QU2] a write that has begun keeps its content and base, whatever is saved meanwhile', () => {
  const { state } = run([saved('a'), begun, saved('b'), saved('c')]).lane
  expect(state).toMatchObject({ kind: 'sending', inFlight: { hash: 'a', baseVersion: 0 }, next: { hash: 'c' } })
})

test('an edit taken back while its forerunner is under way leaves nothing to send after it', () => {
  const { state } = run([saved('a'), begun, saved('b'), saved('a')]).lane
  expect(state).toEqual({ kind: 'sending', inFlight: expect.objectContaining({ hash: 'a' }), failures: 0 })
})

test('an acknowledged write is the base of the next', () => {
  const view = run([saved('a'), begun, saved('b'), acknowledged(7), { kind: 'begun', mutationId: 'm2' }])
  expect(view.lane.acknowledged).toEqual({ version: 7, hash: 'a', savedAtMs: 1000 })
  expect(view.lane.state).toMatchObject({ kind: 'sending', inFlight: { hash: 'b', baseVersion: 7 } })
})

test('[QU2] a replayed answer makes our own write the base, and says that the cloud is ahead', () => {
  const outcome = laneTransition(run([saved('a'), begun]), acknowledged(3, 5), 1000)
  expect(outcome.lane.acknowledged.version).toBe(3)
  expect(outcome.effects).toEqual([{ kind: 'reached' }, { kind: 'behind' }])
  const newest = laneTransition(run([saved('a'), begun]), acknowledged(3), 1000)
  expect(newest.effects).toEqual([{ kind: 'reached' }])
})

test('[QU2, TA3] what another tab has begun is not begun anew', () => {
  const sending = run([saved('a'), begun, saved('b')])
  expect(run([{ kind: 'begun', mutationId: 'm2' }], sending).lane).toEqual(sending.lane)
})

test('an answer to another mutation changes nothing', () => {
  const view = run([saved('a'), { kind: 'begun', mutationId: 'other' }])
  expect(laneTransition(view, acknowledged(1), 1000).lane).toEqual(view.lane)
})

test('[TA6] a save made just while what came is being taken over is an edit of it only where its tab was shown that', () => {
  const applied: LaneView = { lane: { ...newLane('film'), ownCopy: 'theirs' }, conflict: undefined }
  const save = (hash: string, basedOn: string): LaneEvent => ({ kind: 'saved', hash, asOwnCopy: true, basedOn })
  const baseOf = (...saves: LaneEvent[]) => {
    const { state } = run([...saves, { kind: 'pulled', version: 1, hash: 'theirs' }, begun], applied).lane
    return 'inFlight' in state ? state.inFlight.baseVersion : undefined
  }
  expect(baseOf(save('a', 'theirs'))).toBe(1)
  expect(baseOf(save('a', ''))).toBe(limits.latestVersion)
  expect(baseOf(save('a', ''), save('b', 'a'))).toBe(limits.latestVersion)
  expect(baseOf(save('a', ''), save('b', ''))).toBe(limits.latestVersion)
})

test('[QU4] what was found in the app’s store is queued only where nothing newer was meanwhile', () => {
  const found: LaneEvent = { ...saved('c'), ifNewest: 'a' }
  expect(run([saved('a'), found]).lane.state).toMatchObject({ next: { hash: 'c' } })
  expect(run([saved('a'), saved('b'), found]).lane.state).toMatchObject({ next: { hash: 'b' } })
})

const winner = { kind: 'edited', hash: 'theirs', version: 2, savedAtMs: 1, deviceName: '' } as const
const conflicted = (remote: RemoteSide): LaneEvent => ({
  ...{ kind: 'conflicted', mutationId: 'm1', conflictId: 'k' },
  remote,
})

test('[QU3] a winner that is the write itself acknowledges it, and what was saved meanwhile goes out over it', () => {
  const met = conflicted({ ...winner, hash: 'a' })
  const acknowledged = { version: 2, hash: 'a' }
  const same = laneTransition(run([saved('a'), begun]), met, 1000)
  expect(same).toMatchObject({ conflict: undefined, lane: { acknowledged, state: { kind: 'idle' } } })
  expect(same.effects).toEqual([{ kind: 'reached' }])
  const { conflict, lane } = run([saved('a'), begun, saved('b'), met])
  expect(conflict).toBeUndefined()
  expect(lane).toMatchObject({ acknowledged, state: { kind: 'queued', next: { hash: 'b' } } })
})

test('[CF7, TA6] what one side was not made of is no base of the two', () => {
  const baseOf = (events: readonly LaneEvent[], remote: RemoteSide = winner) =>
    run([{ kind: 'pulled', version: 1, hash: 'base' }, ...events, begun, conflicted(remote)]).lane.acknowledged
  expect(baseOf([saved('a')])).toEqual({ version: 1, hash: 'base' })
  expect(baseOf([{ ...saved('a'), asOwnCopy: true, basedOn: 'other' }])).toEqual({ version: 1, hash: '' })
  expect(baseOf([{ kind: 'gone' }, saved('a')])).toEqual({ version: 1, hash: '' })
  // What is un-deleted comes from it all the same.
  const deleted = { kind: 'deleted', version: 2, deletedAtMs: 1 } as const
  expect(baseOf([saved('a')], deleted)).toEqual({ version: 1, hash: 'base', gone: true })
})

// Seed 927 of the simulation: the answer `remote` dropped an edit that had been queued beside the question.
test('[CF4, QU3] a lane whose row was set aside stands at the conflict that is still open, and later edits join that', () => {
  const remote = { kind: 'edited', hash: 'r', savedAtMs: 1, version: 2, deviceName: '' } as const
  const conflicted: LaneEvent = { kind: 'conflicted', mutationId: 'm1', conflictId: 'k', remote }
  const { conflict } = run([saved('a'), begun, conflicted])
  const view = run([saved('b')], { lane: newLane('film'), conflict })
  expect(view.lane.state).toEqual({ kind: 'conflict', conflictId: 'k' })
  expect(view.conflict?.local.hash).toBe('b')
  const answer: LaneEvent = { kind: 'answered', conflictId: 'k', answer: 'remote', localHash: 'b', remote }
  expect(run([answer], view).lane.losing).toMatchObject([{ hash: 'b' }])
})

test('a conflict whose row was set aside is forgotten, so that the host’s copy is queued again', () => {
  const lost: LaneView = {
    lane: {
      ...newLane('film'),
      acknowledged: { version: 4, hash: 'a' },
      state: { kind: 'conflict', conflictId: 'gone' },
    },
    conflict: undefined,
  }
  expect(run([saved('a')], lost).lane.state).toMatchObject({ kind: 'queued', next: { hash: 'a' } })
})
