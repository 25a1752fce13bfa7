import { expect, test } from 'vitest'
import type { LaneEvent } from '../../../client-lib/queue/lane-event.ts'
import { newLane } from '../../../client-lib/queue/lane-row.ts'
import { laneTransition } from '../../../client-lib/queue/lane-transition.ts'
import type { LaneView } from '../../../client-lib/queue/lane-view.ts'

const start: LaneView = { lane: newLane('film'), conflict: undefined }
const run = (events: readonly LaneEvent[], from: LaneView = start) =>
  events.reduce<LaneView>((view, event) => laneTransition(view, event, 1000), from)

const saved = (hash: string) => ({ kind: 'saved', hash }) as const satisfies LaneEvent
const begun: LaneEvent = { kind: 'begun', mutationId: 'm1' }
const acknowledged = (version: number): LaneEvent => ({
  ...{ kind: 'acknowledged', mutationId: 'm1' },
  ...{ version, currentVersion: version },
})

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
  expect(run([...agreed, m2, kept('c'), evicted('b')]).lane.state).toMatchObject(blind)
  // An app's own store has read what it saves over.
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
