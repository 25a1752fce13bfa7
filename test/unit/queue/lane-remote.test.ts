import { expect, test } from 'vitest'
import * as limits from '#contract/limits.ts'
import type { LaneEvent } from '../../../client-lib/queue/lane-event.ts'
import { newLane } from '../../../client-lib/queue/lane-row.ts'
import { laneTransition } from '../../../client-lib/queue/lane-transition.ts'
import type { LaneView } from '../../../client-lib/queue/lane-view.ts'
import { begun, run, saved, start } from './lane-run.ts'

const pulled = (version: number, hash: string): LaneEvent => ({ kind: 'pulled', version, hash })
const tombstone = { version: 3, deletedAtMs: 1 }
const agreed: LaneView = { ...start, lane: run([pulled(2, 'a')]).lane }

test('[RE1] only a newer version is taken, and only where nothing is under way; who saved what came has nothing to send', () => {
  for (const version of [1, 2]) expect(run([pulled(version, 'old')], agreed).lane).toEqual(agreed.lane)
  const sending = run([saved('b'), begun], agreed)
  expect(run([pulled(3, 'c')], sending).lane).toEqual(sending.lane)
  const taken = laneTransition(agreed, pulled(3, 'c'), 1000)
  const acknowledged = { version: 3, hash: 'c', isPulled: true }
  expect(taken).toMatchObject({ lane: { acknowledged, state: { kind: 'idle' } }, effects: [{ kind: 'reached' }] })
  expect(run([saved('c'), pulled(3, 'c')], agreed).lane).toMatchObject({ acknowledged, state: { kind: 'idle' } })
  const onTop = run([saved('b'), pulled(3, 'c')], agreed).lane
  expect(onTop).toMatchObject({ acknowledged, state: { kind: 'queued', next: { hash: 'b' } } })
})

test('[RE3, LI6] what has left the device is of its tombstone’s version, and a project made anew under its id is taken', () => {
  const removed = run([{ kind: 'gone', tombstone, removed: true }], agreed)
  const { deletedAtMs } = tombstone
  expect(removed.lane.acknowledged).toEqual({ version: 3, hash: '', gone: 'removed-here', deletedAtMs })
  expect(run([pulled(1, 'n')], removed).lane.acknowledged).toEqual({ version: 1, hash: 'n', isPulled: true })
  const untold = run([{ kind: 'gone', removed: true }], agreed)
  expect(untold.lane.acknowledged).toMatchObject({ version: 2, gone: 'removed-here' })
  // A copy that stays is not written over by another project.
  const stays = run([{ kind: 'gone', tombstone }], agreed)
  expect(stays.lane.acknowledged).toMatchObject({ version: 2, hash: 'a', gone: true })
  expect(run([pulled(1, 'n')], stays).lane).toEqual(stays.lane)
})

test('[DE3, RE3] a tombstone that was read before the project was brought back takes nothing', () => {
  for (const version of [1, 2]) {
    const { lane } = run([{ kind: 'gone', tombstone: { version, deletedAtMs: 1 } }], agreed)
    expect(lane).toEqual(agreed.lane)
  }
})

test('[LI8, DE9] a copy that the device or the app’s store keeps is of the time of its tombstone, also the device’s own', () => {
  const own = run([{ kind: 'saved', hash: 'a', asOwnCopy: true }], agreed)
  for (const view of [agreed, own]) {
    const acknowledged = { ...view.lane.acknowledged, gone: true, deletedAtMs: tombstone.deletedAtMs }
    expect(run([{ kind: 'gone', tombstone }], view).lane).toEqual({ ...view.lane, acknowledged })
  }
})

test('[DE6, LI8] deleted elsewhere meanwhile, what was to be deleted here goes too, but for what the app’s store keeps', () => {
  const wished: LaneEvent = { kind: 'deleting', listedVersion: 0, letGoOf: undefined }
  const gone: LaneEvent = { kind: 'gone', tombstone }
  const own = run([{ kind: 'saved', hash: 'a', asOwnCopy: true }, wished, gone], agreed).lane
  expect(own).toEqual({ ...start.lane, acknowledged: { version: 3, hash: '', gone: 'removed-here', deletedAtMs: 1 } })
  const kept = run([wished, gone], agreed).lane
  const { acknowledged } = agreed.lane
  expect(kept).toEqual({ ...agreed.lane, acknowledged: { ...acknowledged, gone: true, deletedAtMs: 1 } })
})

test('[LI8] the copy of a project whose id another has taken is a side like an edit, and nothing else is', () => {
  const taken: LaneEvent = { kind: 'id-taken' }
  const copy = run([{ kind: 'gone', tombstone }], agreed)
  expect(run([taken], copy).lane.state).toEqual({ kind: 'queued', next: { hash: 'a', savedAtMs: 1000 } })
  const unnamed = { ...copy, lane: { ...copy.lane, acknowledged: { ...copy.lane.acknowledged, hash: '' } } }
  const removed = run([{ kind: 'gone', tombstone, removed: true }], agreed)
  for (const view of [agreed, unnamed, removed, run([saved('b')], copy)])
    expect(run([taken], view).lane).toEqual(view.lane)
})

test('[RE3, LI8] an edit is not let go of with its project, and goes out on no version that another may have come to', () => {
  const gone: LaneEvent = { kind: 'gone', tombstone, removed: true }
  const baseOf = (view: LaneView) => {
    const { state } = run([gone, begun], view).lane
    return 'inFlight' in state ? [state.inFlight.hash, state.inFlight.baseVersion] : state.kind
  }
  expect(run([saved('b'), gone], agreed).lane.acknowledged).toMatchObject({ version: 2, hash: 'a', gone: true })
  expect(baseOf(run([saved('b')], agreed))).toEqual(['b', limits.latestVersion])
  expect(baseOf(run([pulled(1, 'a'), saved('b')]))).toEqual(['b', limits.latestVersion])
  // The cloud never had it: there is nothing that could be gone.
  expect(run([gone], run([saved('b')])).lane.acknowledged).toEqual({ version: 0, hash: '' })
  expect(baseOf(run([saved('b')]))).toEqual(['b', 0])
})

const remote = { kind: 'edited', hash: 'theirs', version: 3, savedAtMs: 1, deviceName: '' } as const
const asked = run([saved('b'), begun, { kind: 'conflicted', mutationId: 'm1', conflictId: 'k', remote }], agreed)
test('[CF1] the newest edit is a side of the question, and not only the one that was under way', () => {
  const conflicted: LaneEvent = { kind: 'conflicted', mutationId: 'm1', conflictId: 'k', remote }
  const sending = run([saved('a'), { ...begun, deviceName: 'studio' }, saved('b')])
  expect(laneTransition(sending, conflicted, 1000)).toEqual({
    conflict: {
      ...{ schemaVersion: 1, state: 'open', conflictId: 'k', projectId: 'film', sinceMs: 1000 },
      ...{ local: { hash: 'b', savedAtMs: 1000, deviceName: 'studio' }, remote },
    },
    lane: { ...newLane('film'), state: { kind: 'conflict', conflictId: 'k' } },
    effects: [{ kind: 'reached' }],
  })
})

const deleted = { kind: 'deleted', version: 4, deletedAtMs: 1 } as const

test('[CF8, CF9, CF11] a deletion takes the other side of the open question, and each answer leaves what it says', () => {
  const moved = run([{ kind: 'gone', tombstone: { version: 4, deletedAtMs: 1 } }], asked)
  expect(moved.conflict).toMatchObject({ remote: deleted, local: { hash: 'b' } })
  expect(moved.lane.acknowledged).toMatchObject({ version: 2, hash: 'a', gone: true })
  const after = (answer: 'local' | 'remote' | 'merged', more: { removed?: boolean; mergedHash?: string } = {}) => {
    const answered = { kind: 'answered', conflictId: 'k', answer, localHash: 'b', remote: deleted, ...more } as const
    const { acknowledged, losing, state } = run([answered], moved).lane
    return [acknowledged, losing?.map(({ hash }) => hash), state.kind]
  }
  expect(after('local')).toEqual([{ version: 4, hash: '' }, undefined, 'queued'])
  expect(after('merged', { mergedHash: 'c' })).toEqual([{ version: 4, hash: '', isPulled: true }, ['b'], 'queued'])
  expect(after('remote', { removed: true })).toEqual([
    { version: 4, hash: '', gone: 'removed-here', deletedAtMs: 1 },
    ['b'],
    'idle',
  ])
  const stays = { version: 4, hash: 'b', gone: true, deletedAtMs: 1 }
  expect(after('remote', { removed: false })).toEqual([stays, ['b'], 'idle'])
})

test('[CF9, LI8] a project that is gone without a tombstone leaves the question as it is, and stays gone once it is answered', () => {
  const gone = run([{ kind: 'gone' }], asked)
  expect(gone.conflict).toEqual(asked.conflict)
  const answered = { kind: 'answered', conflictId: 'k', answer: 'remote', localHash: 'b', remote } as const
  expect(run([answered], gone).lane.acknowledged).toEqual({ version: 3, hash: 'theirs', isPulled: true, gone: true })
})

const evicted: LaneEvent = { kind: 'evicted', hashes: new Set(['b']) }

test('[QU13, LS11] in the place of a lost edit the cloud’s version is taken, whatever its number, and what is left stays', () => {
  const left: LaneView = { ...agreed, lane: { ...agreed.lane, keptHashes: ['old'] } }
  const lost = run([saved('b'), evicted, { kind: 'not-restored' }], left)
  const opened = laneTransition(lost, pulled(2, 'a'), 1000)
  expect(opened.lane).toMatchObject({ ...agreed.lane, keptHashes: ['old', 'b'] })
  expect(opened.effects).toEqual([{ kind: 'reached' }])
  // A row that could not be read names no content; one that is there was not lost.
  expect(run([{ kind: 'row-lost' }, pulled(2, 'a')]).lane).toEqual(agreed.lane)
  const there: LaneView[] = [
    ...[agreed, run([saved('b')]), { ...start, lane: { ...start.lane, ownCopy: 'own' } }],
    { ...start, lane: { ...start.lane, acknowledged: { version: 0, hash: '', gone: true } } },
  ]
  for (const view of there) expect(run([{ kind: 'row-lost' }], view).lane).toEqual(view.lane)
})

test('[QU13] an edit that is looked for is so again at each wake; one that is nowhere by the user’s word alone', () => {
  const looked = run([saved('b'), evicted], agreed)
  const lost = run([{ kind: 'not-restored' }], looked)
  const wake = (view: LaneView, by: 'hint' | 'user') => {
    const { lane, effects } = laneTransition(view, { kind: 'woken', by }, 1000)
    return [lane.state.kind, effects]
  }
  for (const by of ['hint', 'user'] as const) expect(wake(looked, by)).toEqual(['restoring', [{ kind: 'unqueued' }]])
  expect(wake(lost, 'hint')).toEqual(['lost', []])
  expect(wake(lost, 'user')).toEqual(['restoring', [{ kind: 'unqueued' }]])
  // What the app's store holds takes its place, also what was agreed on before.
  const found: LaneEvent = { kind: 'saved', hash: 'a', ifNewest: '' }
  for (const view of [looked, lost])
    expect(run([found], view).lane.state).toEqual({ kind: 'queued', next: { hash: 'a', savedAtMs: 1000 } })
})
