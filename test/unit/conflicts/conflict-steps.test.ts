import * as v from 'valibot'
import { expect, test } from 'vitest'
import * as limits from '#contract/limits.ts'
import { ConflictRow, type Intent } from '../../../client-lib/conflicts/conflict-row.ts'
import type { LaneEvent } from '../../../client-lib/queue/lane-event.ts'
import { newLane } from '../../../client-lib/queue/lane-row.ts'
import { laneTransition } from '../../../client-lib/queue/lane-transition.ts'
import type { LaneView } from '../../../client-lib/queue/lane-view.ts'

const run = (events: readonly LaneEvent[], from: LaneView = { lane: newLane('film'), conflict: undefined }) =>
  events.reduce<LaneView>((view, event) => laneTransition(view, event, 1000), from)
const winner = (version: number) =>
  ({ kind: 'edited', hash: `r${version}`, version, savedAtMs: 1, deviceName: 'laptop' }) as const
const asked = run([
  { kind: 'pulled', version: 1, hash: 'base' },
  { kind: 'saved', hash: 'mine' },
  { kind: 'begun', mutationId: 'm1', deviceName: 'studio' },
  { kind: 'conflicted', mutationId: 'm1', conflictId: 'k', remote: winner(2) },
])
const answered = { kind: 'answered', conflictId: 'k', localHash: 'mine', remote: winner(2) } as const
const moved: LaneEvent = { kind: 'remote-moved', remote: winner(3) }
const losing = [{ hash: 'mine', mutationId: 'k', version: 1, deviceName: 'studio' }]
const intended = (intent: Intent): LaneEvent => ({ kind: 'intended', conflictId: 'k', intent })

test('[CF9] an answer that was applied while another tab heard of a newer version agrees on what was applied', () => {
  const { lane } = run([moved, { ...answered, answer: 'remote' }], asked)
  // The newer one is applied by the next poll; taken for agreed on, the copy of the older would go out over it.
  expect(lane).toMatchObject({ acknowledged: { version: 2, hash: 'r2' }, state: { kind: 'idle' }, losing })
})

test('[CF8, CF9] a merge that was applied meanwhile goes out on the version it was made of, and so is asked about', () => {
  const { lane } = run([moved, { ...answered, answer: 'merged', mergedHash: 'both' }], asked)
  expect(lane.state).toEqual({ kind: 'queued', next: { hash: 'both', savedAtMs: 1000 } })
  expect(lane).toMatchObject({ acknowledged: { version: 2 }, losing })
})

test('[CF8, CF9] a merge that was begun is dropped once the other side has moved on, or this one', () => {
  const begun: LaneEvent = { kind: 'intended', conflictId: 'k', intent: { kind: 'merged', hash: 'both' } }
  expect(run([begun, { kind: 'saved', hash: 'both' }], asked).lane.state.kind).toBe('queued')
  for (const change of [moved, { kind: 'saved', hash: 'more' } as const]) {
    const { lane, conflict } = run([begun, change, { kind: 'saved', hash: 'both' }], asked)
    expect([lane.state.kind, conflict?.local.hash, conflict?.intent]).toEqual(['conflict', 'both', undefined])
  }
})

// Seed 915 of the simulation: the winner was in the app's store, the device's storage refused to note it, the user went on.
test.each([
  ['the winner', { kind: 'remote', hash: 'mine' }],
  ['a merge', { kind: 'merged', hash: 'both' }],
] as const)(
  '[CF5] where %s may be in the app’s store already, the side that was asked about goes to the history',
  (_, intent) => {
    const begun: LaneEvent = { kind: 'intended', conflictId: 'k', intent }
    const kept = [{ hash: 'mine', mutationId: 'mine', version: 1, deviceName: 'studio' }]
    const more = { kind: 'saved', hash: 'more' } as const
    for (const events of [
      [begun, more],
      [begun, moved, more],
      [begun, moved, begun, more],
    ]) {
      const { lane, conflict } = run(events, asked)
      expect([lane.losing, conflict?.local.hash]).toEqual([kept, 'more'])
    }
  },
)

// Seed 5328 of the simulation: `remote` was in the app's store, and took the place of what `local` had sent in vain.
test.each([
  ['remote', { kind: 'remote', hash: 'mine' }, [{ ...losing[0], mutationId: 'mine' }]],
  ['merged', { kind: 'merged', hash: 'both' }, [{ ...losing[0], mutationId: 'mine' }]],
  ['both', { kind: 'both', hash: 'mine', copyId: 'copy' }, undefined],
] as const)('[CF2, CF3] `local` over an answer `%s` that another tab has begun', (_, intent, kept) => {
  const { lane } = run([intended(intent), { ...answered, answer: 'local' }], asked)
  expect([lane.state.kind, lane.losing]).toEqual(['queued', kept])
})

test('[CF2, CF4] what the local side holds already is no edit of it: saved again, it drops no answer that was begun', () => {
  const begun = run([intended({ kind: 'remote', hash: 'mine' })], asked)
  const again = laneTransition(begun, { kind: 'saved', hash: 'mine' }, 2000)
  expect([again.lane, again.conflict]).toEqual([begun.lane, begun.conflict])
})

test('[CF2, CF9] `local` goes out on the version that it was answered on, whatever another tab has heard of since', () => {
  const { lane, conflict } = run([moved, { ...answered, answer: 'local' }], asked)
  expect(lane).toMatchObject({ acknowledged: { version: 2, hash: 'r2' }, state: { next: { hash: 'mine' } } })
  expect([lane.losing, conflict]).toEqual([undefined, undefined])
})

test.each(['remote', 'both', 'merged'] as const)(
  '[CF4] what was saved after %s was applied goes out over it, and the side that was asked about is the one that lost',
  (answer) => {
    const mergedHash = answer === 'merged' ? { mergedHash: 'both' } : {}
    const { lane } = run(
      [
        { kind: 'saved', hash: 'more' },
        { ...answered, answer, ...mergedHash },
      ],
      asked,
    )
    expect(lane.state).toEqual({ kind: 'queued', next: { hash: 'more', savedAtMs: 1000 } })
    expect(lane.acknowledged).toEqual({ version: 2, hash: 'r2', isPulled: true })
    // With `both` it is a project of its own.
    expect(lane.losing).toEqual(answer === 'both' ? undefined : losing)
  },
)

test('[CF5] a side that lost before, and is yet to be told, stays beside the one that an answer was begun on', () => {
  const before = { hash: 'older', mutationId: 'j', version: 1 }
  const owing: LaneView = { ...asked, lane: { ...asked.lane, losing: [before] } }
  for (const event of [moved, { kind: 'saved', hash: 'more' } as const])
    expect(run([intended({ kind: 'remote', hash: 'mine' }), event], owing).lane.losing).toEqual([
      before,
      { hash: 'mine', mutationId: 'mine', version: 1, deviceName: 'studio' },
    ])
})

test('[CF6, CF9] a copy that was begun is gone on with, whatever either side comes to meanwhile, and told twice it is one', () => {
  const both = { kind: 'both', copyId: 'copy', hash: 'mine' } as const
  for (const event of [moved, { kind: 'saved', hash: 'more' } as const]) {
    const { conflict, lane } = run([intended(both), event], asked)
    expect([conflict?.intent, lane.losing]).toEqual([both, undefined])
  }
  const merged = { kind: 'merged', hash: 'both' } as const
  for (const version of [1, 2])
    expect(run([intended(merged), { kind: 'remote-moved', remote: winner(version) }], asked).conflict).toEqual({
      ...asked.conflict,
      intent: merged,
    })
})

test('[CF9] a question ends unasked where the cloud comes to hold what this device does, and nothing has lost', () => {
  const view = run([{ kind: 'remote-moved', remote: { ...winner(3), hash: 'mine' } }], asked)
  expect(view.conflict).toBeUndefined()
  expect(view.lane).toMatchObject({ acknowledged: { version: 3, hash: 'mine' }, state: { kind: 'idle' } })
  expect(view.lane).not.toHaveProperty('losing')
})

test('[CF7] what both sides were made of stays what is agreed on while the question is open', () => {
  expect(run([moved], asked).lane.acknowledged).toEqual({ version: 1, hash: 'base' })
})

test('[CF5] of several sides that lost each goes with its own acknowledgement', () => {
  const again = run(
    [
      { ...answered, answer: 'remote' },
      { kind: 'saved', hash: 'more' },
      { kind: 'begun', mutationId: 'm2' },
      { kind: 'conflicted', mutationId: 'm2', conflictId: 'l', remote: winner(4) },
      { ...answered, conflictId: 'l', localHash: 'more', remote: winner(4), answer: 'remote' },
    ],
    asked,
  )
  expect(again.lane.losing?.map(({ hash }) => hash)).toEqual(['mine', 'more'])
  const told = run([{ kind: 'side-kept', mutationId: 'k' }], again)
  expect(told.lane.losing?.map(({ hash }) => hash)).toEqual(['more'])
  expect(run([{ kind: 'side-kept', mutationId: 'l' }], told).lane).not.toHaveProperty('losing')
})

test('[CF1] a conflict that an older version of the client kept is read as one with an edit', () => {
  const { kind: _, ...remote } = winner(2)
  const old = { ...asked.conflict, remote }
  expect(v.parse(ConflictRow, old)).toEqual(asked.conflict)
})

test('[CF9] a side that has moved on since it was read is not taken for lost, and the question stays', () => {
  const lost: LaneEvent = { kind: 'side-lost', conflictId: 'k', hash: 'r2' }
  const { conflict } = run([moved, lost], asked)
  expect(conflict).toMatchObject({ conflictId: 'k', remote: winner(3) })
  expect(
    run(
      [
        { kind: 'saved', hash: 'more' },
        { ...lost, hash: 'mine' },
      ],
      asked,
    ).conflict?.local.hash,
  ).toBe('more')
  const next = { hash: 'mine', savedAtMs: 1000 }
  expect(run([moved, { ...lost, hash: 'r3' }], asked).lane.state).toEqual({ kind: 'queued', next })
})

test.each(['r2', 'mine'])(
  '[TA6, QU13] an edit that was made without having seen a version is asked about it again where a side is lost (%s)',
  (hash) => {
    const unaware = run([
      { kind: 'saved', hash: 'base', asOwnCopy: true },
      { kind: 'pulled', version: 2, hash: 'r2' },
      { kind: 'saved', hash: 'mine', asOwnCopy: true, basedOn: 'base' },
      { kind: 'begun', mutationId: 'm1' },
      { kind: 'conflicted', mutationId: 'm1', conflictId: 'k', remote: winner(2) },
    ])
    expect(unaware.conflict?.local.hash).toBe('mine')
    const found = hash === 'mine' ? [{ kind: 'saved', hash: 'mine' } as const] : []
    const { lane } = run(
      [{ kind: 'side-lost', conflictId: 'k', hash }, ...found, { kind: 'begun', mutationId: 'm2' }],
      unaware,
    )
    expect(lane.state).toMatchObject({ kind: 'sending', inFlight: { hash: 'mine', baseVersion: limits.latestVersion } })
  },
)
