import { expect, test } from 'vitest'
import type { LaneEvent } from '../../../client-lib/queue/lane-event.ts'
import { isOwing, isSettled } from '../../../client-lib/queue/lane-losses.ts'
import { type LaneRow, newLane } from '../../../client-lib/queue/lane-row.ts'
import { laneTransition } from '../../../client-lib/queue/lane-transition.ts'
import type { LaneView } from '../../../client-lib/queue/lane-view.ts'
import { acknowledged, begun, run, saved, start } from './lane-run.ts'

const evicted = (...hashes: string[]): LaneEvent => ({ kind: 'evicted', hashes: new Set(hashes) })
const lossesOf = ({ lane: { losses = [] } }: LaneView) => losses.map(({ hash, code }) => `${hash} ${code}`)

test('[LS11] the local side of a question is looked for like any edit, and named where it is nowhere', () => {
  const remote = { kind: 'edited', hash: 'theirs', version: 3, savedAtMs: 1, deviceName: '' } as const
  const conflicted: LaneEvent = { kind: 'conflicted', mutationId: 'm1', conflictId: 'c1', remote }
  const asked = run([saved('a'), begun, conflicted])
  expect(asked.lane.state.kind).toBe('conflict')
  const gone = laneTransition(asked, evicted('a'), 1000)
  expect(gone.conflict).toBeUndefined()
  expect(gone.lane.state).toMatchObject({ kind: 'restoring', hash: 'a', code: 'evicted' })
  expect(lossesOf(run([{ kind: 'not-restored' }], gone))).toEqual(['a evicted'])
  expect(run([evicted('theirs')], asked).lane.state.kind).toBe('conflict')
})

test('[LS11] a save takes no place of a loss that was not found out yet, where the app keeps nothing itself', () => {
  const kept = (hash: string): LaneEvent => ({ kind: 'saved', hash, asOwnCopy: true })
  expect(lossesOf(run([kept('a'), kept('b'), evicted('a')]))).toEqual(['a evicted'])
  expect(lossesOf(run([kept('a'), begun, kept('b'), evicted('a')]))).toEqual(['a evicted'])
  expect(lossesOf(run([kept('a'), evicted('a'), kept('b')]))).toEqual(['a evicted'])
  expect(lossesOf(run([kept('a'), evicted('a'), kept('a')]))).toEqual([])
  const [agreed, m2] = [[kept('a'), begun, acknowledged(1), kept('b')], { ...begun, mutationId: 'm2' }]
  const blind = { kind: 'queued', next: { hash: 'c', isUnaware: true } }
  expect(run([...agreed, kept('c'), evicted('b')]).lane.state).toMatchObject(blind)
  const underWay = run([...agreed, m2, kept('c'), evicted('b')]).lane
  expect(underWay.state).toMatchObject(blind)
  expect(underWay.losses).toEqual([{ hash: 'b', savedAtMs: 1000, code: 'evicted' }])
  expect(run([kept('a'), kept('b'), evicted('a')]).lane.state).toEqual({
    ...{ kind: 'queued', next: { hash: 'b', savedAtMs: 1000 } },
  })
  const both = run([kept('a'), kept('b'), evicted('a', 'b')])
  expect([lossesOf(both), both.lane.state.kind]).toEqual([['a evicted'], 'restoring'])
  expect(lossesOf(run([evicted('b'), { kind: 'not-restored' }], both))).toEqual(['a evicted', 'b evicted'])
  const safe = run([kept('a'), begun, acknowledged(1), evicted('x'), evicted('y'), evicted('x')])
  expect([lossesOf(safe), safe.lane.state.kind]).toEqual([['x evicted', 'y evicted'], 'idle'])
  // An app's own store has read what it saves over.
  expect(lossesOf(run([saved('a'), evicted('a'), saved('b')]))).toEqual([])
  expect(lossesOf(run([saved('a'), saved('b'), evicted('a')]))).toEqual([])
  expect(lossesOf(run([saved('a'), begun, saved('b'), evicted('a')]))).toEqual([])
})

test('[LS11] of several losses those go that the user knows of, and of a project that is lost all at once', () => {
  const known = (...savedAtMs: (number | undefined)[]): LaneEvent => ({
    ...{ kind: 'losses-acknowledged', savedAtMs: new Set(savedAtMs) },
  })
  const kept = (hash: string): LaneEvent => ({ kind: 'saved', hash, asOwnCopy: true })
  const lost = run([kept('a'), kept('b'), evicted('a'), evicted('b'), { kind: 'not-restored' }])
  expect(lossesOf(lost)).toEqual(['a evicted', 'b evicted'])
  expect(run([known(1000)], lost)).toMatchObject(lost)
  const all = run([known(undefined, 1000)], lost)
  expect(lossesOf(all)).toEqual([])
  expect(all.lane).toMatchObject({ state: { kind: 'idle' }, acknowledged: { gone: 'removed-here' } })
  expect(lossesOf(run([kept('c'), known(1000)], lost))).toEqual(['a evicted'])
})

test('[LS11, TA5, CF5] of overlaid edits and of sides that lost, those that are gone are named, each once; the rest stays', () => {
  const overlaid = ['x', 'y'].map((hash, at) => ({ hash, savedAtMs: at + 1 }))
  const losing = ['p', 'q'].map((hash) => ({ hash, mutationId: `of-${hash}`, version: 1 }))
  const owing: LaneView = { lane: { ...newLane('film'), overlaid, losing }, conflict: undefined }
  const some = run([evicted('q', 'x', 'elsewhere'), evicted('x')], owing)
  expect(some.lane).toEqual({
    ...newLane('film'),
    overlaid: [overlaid[1]],
    losing: [losing[0]],
    losses: [
      { hash: 'x', savedAtMs: 1, code: 'evicted' },
      { hash: 'q', code: 'evicted' },
    ],
  })
  expect(run([evicted('elsewhere')], owing).lane).toEqual(owing.lane)
  const { lane } = run([evicted('y', 'p')], some)
  expect([lane.overlaid, lane.losing, lane.losses?.length]).toEqual([undefined, undefined, 4])
})

test('[LS11] of a write and the edit behind it, what is left goes out, and the newest is looked for; nothing is agreed on', () => {
  const [agreed, m2] = [[saved('o'), begun, acknowledged(1)], { ...begun, mutationId: 'm2' }]
  const underWay = run([...agreed, saved('a'), m2, saved('b')])
  const after = (...hashes: string[]) => {
    const { acknowledged, state } = run([evicted(...hashes)], underWay).lane
    return [acknowledged, state]
  }
  const nothing = { version: 1, hash: '', savedAtMs: 1000 }
  expect(after('a')).toEqual([nothing, { kind: 'queued', next: { hash: 'b', savedAtMs: 1000 } }])
  for (const gone of [['b'], ['a', 'b']])
    expect(after(...gone)).toEqual([nothing, { kind: 'restoring', hash: 'b', savedAtMs: 1000, code: 'evicted' }])
  const queued = run([...agreed, saved('a')])
  for (const view of [underWay, queued]) expect(run([evicted('elsewhere')], view).lane).toEqual(view.lane)
  const alone = run([...agreed, saved('a'), m2, evicted('a')]).lane
  expect([alone.acknowledged, alone.state]).toEqual([
    nothing,
    { kind: 'restoring', hash: 'a', savedAtMs: 1000, code: 'evicted' },
  ])
})

test('[LS11] once its user knows of a loss, what is left of it stays, and what nobody told stays lost', () => {
  const left: LaneView = { lane: { ...newLane('film'), keptHashes: ['old'] }, conflict: undefined }
  const known = (atMs: number): LaneEvent => ({ kind: 'losses-acknowledged', savedAtMs: new Set([atMs]) })
  const lost = run([saved('a'), evicted('a'), { kind: 'not-restored' }], left)
  expect(run([known(1000)], lost).lane).toEqual({
    ...newLane('film'),
    keptHashes: ['old', 'a'],
    acknowledged: { version: 0, hash: '', gone: 'removed-here' },
  })
  // The cloud never had it, so that what is saved next is made there.
  expect(run([known(1000), saved('c'), begun], lost).lane.state).toMatchObject({ inFlight: { baseVersion: 0 } })
  // A row that could not be read names no content, and no time but none.
  const unread = run([{ kind: 'row-lost' }], left)
  expect(run([known(1000)], unread).lane.state.kind).toBe('lost')
  expect(run([known(0)], unread).lane).toMatchObject({ keptHashes: ['old'], state: { kind: 'idle' } })
})

test('[DG1, LS11] a loss goes once its user knows of it, also while a later one is just looked for, which nobody was told of', () => {
  const losses: LaneRow['losses'] = [{ hash: 'a', savedAtMs: 1, code: 'evicted' }]
  const looking = run([saved('b'), evicted('b')], { ...start, lane: { ...newLane('film'), losses } })
  const { lane } = run([{ kind: 'losses-acknowledged', savedAtMs: new Set([1]) }], looking)
  expect([lane.losses, lane.state]).toEqual([undefined, looking.lane.state])
})

test('[MS2, AC3] a project is settled only where nothing of it is on this device alone, and nothing of it is lost', () => {
  const settled: LaneRow = { ...newLane('film'), acknowledged: { version: 1, hash: 'a' } }
  expect([isSettled(settled), isOwing(settled)]).toEqual([true, false])
  const owed: Partial<LaneRow>[] = [
    { losing: [{ hash: 'p', mutationId: 'm1', version: 1 }] },
    { overlaid: [{ hash: 'x', savedAtMs: 1 }] },
    { attaching: { from: 'other', assetIds: ['a1'] } },
  ]
  for (const one of owed)
    expect([isSettled({ ...settled, ...one }), isOwing({ ...settled, ...one })]).toEqual([false, true])
  const next = { hash: 'b', savedAtMs: 1 }
  expect(isSettled({ ...settled, state: { kind: 'queued', next } })).toBe(false)
  expect(isSettled({ ...settled, deleting: { version: 1, wishedAtMs: 1 } })).toBe(false)
  expect(isSettled({ ...settled, losses: [{ hash: 'l', code: 'evicted' }] })).toBe(false)
  expect(isSettled({ ...settled, acknowledged: { version: 1, hash: 'a', gone: true } })).toBe(false)
  expect(isSettled({ ...settled, acknowledged: { version: 1, hash: '', gone: 'removed-here' } })).toBe(true)
})

test('[DG1] a loss that the user knows of stays known where it is just looked for once more, as a start does', () => {
  const woken: LaneEvent = { kind: 'woken', by: 'user' }
  const known: LaneEvent = { kind: 'losses-acknowledged', savedAtMs: new Set([1000]) }
  const looking = run([saved('a'), evicted('a'), { kind: 'not-restored' }, woken])
  expect(looking.lane.state.kind).toBe('restoring')
  const { lane } = run([known, { kind: 'not-restored' }], looking)
  expect([lane.state.kind, lane.losses, isSettled(lane)]).toEqual(['idle', undefined, true])
  // What nobody could know of yet is named all the same.
  expect(lossesOf(run([saved('a'), evicted('a'), known, { kind: 'not-restored' }]))).toEqual(['a evicted'])
})
