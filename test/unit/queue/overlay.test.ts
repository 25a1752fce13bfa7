import { expect, test } from 'vitest'
import type { LaneEvent } from '../../../client-lib/queue/lane-event.ts'
import { begun, run } from './lane-run.ts'

const saved = (hash: string, basedOn?: string): LaneEvent => ({ kind: 'saved', hash, basedOn })
const remote = { kind: 'edited', hash: 'theirs', version: 2, savedAtMs: 1, deviceName: '' } as const
const conflicted: LaneEvent = { kind: 'conflicted', mutationId: 'm1', conflictId: 'k', remote }
const overlaidBy = (...events: LaneEvent[]) => run(events).lane.overlaid?.map(({ hash }) => hash) ?? []

test('[TA5] what waits, behind a write or at a question too, is kept where a tab saves over it that has not seen it', () => {
  const before = [[saved('a')], [saved('o'), begun, saved('a')], [saved('a'), begun, conflicted]]
  for (const events of before) {
    expect(overlaidBy(...events, saved('b', 'elsewhere'))).toEqual(['a'])
    expect(overlaidBy(...events, saved('b', 'a'))).toEqual([])
    expect(overlaidBy(...events, saved('b'))).toEqual([])
    expect(overlaidBy(...events, saved('a', 'elsewhere'))).toEqual([])
  }
})

test('[TA5] a write that has begun is kept in the same way until the cloud has it, for it may be given up', () => {
  const over = [saved('a'), begun, saved('b', 'elsewhere')]
  expect(overlaidBy(...over)).toEqual(['a'])
  expect(overlaidBy(...over, conflicted)).toEqual(['a'])
  const refused: LaneEvent = { kind: 'refused', mutationId: 'm1', code: 'document-too-large', detail: '' }
  expect(overlaidBy(...over, refused)).toEqual(['a'])
  expect(overlaidBy(...over, { kind: 'acknowledged', mutationId: 'm1', version: 1, currentVersion: 1 })).toEqual([])
  const itself: LaneEvent = { ...conflicted, remote: { ...remote, hash: 'a' } }
  expect(overlaidBy(...over, itself)).toEqual([])
  expect(overlaidBy(saved('a'), begun, saved('b', 'a'), conflicted)).toEqual([])
})

test('[TA5] each edit that is saved over is kept, until the user drops that one', () => {
  const twice = [saved('a'), saved('b', 'x'), saved('c', 'x'), { kind: 'overlaid', hash: 'd' }] satisfies LaneEvent[]
  expect(overlaidBy(...twice)).toEqual(['a', 'b', 'd'])
  expect(overlaidBy(...twice, { kind: 'overlaid', hash: 'a' }, { kind: 'overlaid', hash: 'c' })).toEqual([
    'a',
    'b',
    'd',
  ])
  expect(overlaidBy(...twice, { kind: 'overlaid-dropped', hash: 'b' })).toEqual(['a', 'd'])
  expect(overlaidBy(...twice, { kind: 'overlaid-dropped', hash: 'x' })).toEqual(['a', 'b', 'd'])
  expect(run([saved('a'), saved('b', 'x'), { kind: 'overlaid-dropped', hash: 'a' }]).lane).not.toHaveProperty(
    'overlaid',
  )
})

test('[TA6] an edit that was lost unseen is one that has not seen, once it is saved again', () => {
  const unseen = { kind: 'saved', hash: 'a', asOwnCopy: true, basedOn: 'x' } as const
  const lost = [
    { kind: 'pulled', version: 1, hash: 'o' } as const,
    ...[unseen, { kind: 'evicted', hashes: new Set(['a']) } as const],
  ]
  const seen = { kind: 'saved', hash: 'a', asOwnCopy: true, basedOn: 'o' } as const
  for (const events of [lost, [...lost, { kind: 'not-restored' } as const]])
    expect(run([...events, seen]).lane.state).toMatchObject({ kind: 'queued', next: { hash: 'a', isUnaware: true } })
})

test('[TA6] an edit of one that has seen what came has seen it too, also while that is on its way', () => {
  const kept = (hash: string, basedOn: string): LaneEvent => ({ kind: 'saved', hash, asOwnCopy: true, basedOn })
  const seen: LaneEvent[] = [{ kind: 'pulled', version: 1, hash: 'o' }, kept('a', 'o')]
  for (const events of [seen, [...seen, begun], [...seen, begun, kept('b', 'a')]]) {
    const { state } = run([...events, kept('c', 'a')]).lane
    expect('next' in state ? state.next : undefined).toEqual({ hash: 'c', savedAtMs: 1000 })
  }
})

test('[TA6] what the cloud has of this very device every tab may save over: it came from no other', () => {
  const kept = (hash: string, basedOn: string): LaneEvent => ({ kind: 'saved', hash, asOwnCopy: true, basedOn })
  const sent: LaneEvent = { kind: 'acknowledged', mutationId: 'm1', version: 1, currentVersion: 1 }
  const { state } = run([kept('a', ''), begun, sent, kept('b', 'before')]).lane
  expect(state).toEqual({ kind: 'queued', next: { hash: 'b', savedAtMs: 1000 } })
})
