import fc from 'fast-check'
import { expect, test } from 'vitest'
import { limits } from '#contract/limits.ts'
import { laneChanges } from '../../../client-lib/queue/lane-changes.ts'
import type { LaneEvent } from '../../../client-lib/queue/lane-event.ts'
import { newLane } from '../../../client-lib/queue/lane-row.ts'
import { laneTransition } from '../../../client-lib/queue/lane-transition.ts'
import { type LaneView, newestHash, referencedHashes } from '../../../client-lib/queue/lane-view.ts'

const start: LaneView = { lane: newLane('film'), conflict: undefined }
const run = (events: readonly LaneEvent[], from: LaneView = start) =>
  events.reduce<LaneView>((view, event) => laneTransition(view, event, 1000), from)

const saved = (hash: string) => ({ kind: 'saved', hash }) as const satisfies LaneEvent
const begun: LaneEvent = { kind: 'begun', mutationId: 'm1' }
const acknowledged = (version: number, currentVersion = version): LaneEvent => ({
  ...{ kind: 'acknowledged', mutationId: 'm1' },
  ...{ version, currentVersion },
})

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
  expect(view.lane.acknowledged).toEqual({ version: 7, hash: 'a' })
  expect(view.lane.state).toMatchObject({ kind: 'sending', inFlight: { hash: 'b', baseVersion: 7 } })
})

test('[QU2] a replayed answer makes our own write the base, and says that the cloud is ahead', () => {
  const outcome = laneTransition(run([saved('a'), begun]), acknowledged(3, 5), 1000)
  expect(outcome.lane.acknowledged.version).toBe(3)
  expect(outcome.effects).toEqual([{ kind: 'reached' }, { kind: 'behind' }])
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

test('[SN8] what a large document was sent as goes with the write through waits, until it must be sent anew or is refused', () => {
  const failed = { kind: 'failed', mutationId: 'm1', waitMs: 500, reason: 'busy' } as const
  const sent = run([saved('a'), begun, { kind: 'document-sent', mutationId: 'm1', snapshotId: 's1' }])
  const sentAs = (...events: LaneEvent[]) => {
    const { state } = run(events, sent).lane
    return 'inFlight' in state ? [state.kind, state.inFlight.snapshotId] : []
  }
  const woken = { kind: 'woken', by: 'user' } as const
  expect(sentAs()).toEqual(['sending', 's1'])
  expect(sentAs(failed, saved('b'), woken)).toEqual(['sending', 's1'])
  expect(sentAs({ kind: 'signed-out', mutationId: 'm1' }, woken)).toEqual(['sending', 's1'])
  expect(sentAs({ ...failed, anew: true }, woken)).toEqual(['sending', undefined])
  expect(sentAs({ kind: 'refused', mutationId: 'm1', code: 'checksum-mismatch', detail: '' }, woken)).toEqual([
    'sending',
    undefined,
  ])
})

test('[QU6] a wait tells when it is over; a hint or the user ends it at once', () => {
  const waiting = run([saved('a'), begun, { kind: 'failed', mutationId: 'm1', waitMs: 500, reason: 'busy' }])
  expect(waiting.lane.state).toMatchObject({ kind: 'waiting', untilMs: 1500 })
  for (const by of ['hint', 'user'] as const)
    expect(laneTransition(waiting, { kind: 'woken', by }, 1000).lane.state.kind).toBe('sending')
})

test('[QU8] what is blocked is taken up by the user’s word, with the very same write', () => {
  const blocked = run([saved('a'), begun, { kind: 'refused', mutationId: 'm1', code: 'upgrade-required', detail: 'x' }])
  expect(laneTransition(blocked, { kind: 'woken', by: 'hint' }, 1000).lane.state.kind).toBe('blocked')
  expect(laneTransition(blocked, { kind: 'woken', by: 'user' }, 1000).lane.state).toMatchObject({
    ...{ kind: 'sending' },
    inFlight: { mutationId: 'm1', hash: 'a' },
  })
})

test.each(['document-too-large', 'checksum-mismatch', 'store-refused'])(
  '[QU14] content refused as %s holds up no later edit, whether that was made before the answer or after it',
  (code) => {
    const refused: LaneEvent = { kind: 'refused', mutationId: 'm1', code, detail: 'x' }
    for (const events of [
      [saved('a'), begun, saved('b'), refused],
      [saved('a'), begun, refused, saved('b')],
    ])
      expect(run(events).lane.state).toEqual({ kind: 'queued', next: { hash: 'b', savedAtMs: 1000 } })
  },
)

test('[QU14, ST1] after a refused write not even a return to what was agreed on passes for sent', () => {
  const agreed = run([saved('a'), begun, acknowledged(1)])
  const refused: LaneEvent = { kind: 'refused', mutationId: 'm1', code: 'store-refused', detail: 'x' }
  const { state } = run([saved('b'), begun, refused, saved('c'), saved('a')], agreed).lane
  expect(state).toMatchObject({ kind: 'queued', next: { hash: 'a' } })
})

test('[QU14] a refusal of more than the content keeps the write, with the later edit behind it', () => {
  const refused: LaneEvent = { kind: 'refused', mutationId: 'm1', code: 'upgrade-required', detail: 'x' }
  const expected = { kind: 'blocked', inFlight: { hash: 'a' }, next: { hash: 'b' } }
  expect(run([saved('a'), begun, saved('b'), refused]).lane.state).toMatchObject(expected)
  expect(run([saved('a'), begun, refused, saved('b')]).lane.state).toMatchObject(expected)
})

test('[RE1] a pulled version is taken where nothing waits, and is the base of an edit saved on top of it', () => {
  const pulled: LaneEvent = { kind: 'pulled', version: 9, hash: 'r' }
  expect(run([pulled]).lane).toMatchObject({ acknowledged: { version: 9, hash: 'r' }, state: { kind: 'idle' } })
  expect(run([saved('a'), pulled]).lane.acknowledged.version).toBe(9)
  expect(run([saved('a'), begun, pulled]).lane.acknowledged.version).toBe(0)
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

const hash = fc.constantFrom('a', 'b', 'c')
const mutationId = fc.constantFrom('m1', 'm2')
const edited = fc.record({
  kind: fc.constant('edited' as const),
  hash,
  version: fc.integer({ min: 1, max: 9 }),
  savedAtMs: fc.constant(1),
  deviceName: fc.constant('x'),
})
const tombstone = { version: fc.integer({ min: 1, max: 9 }), deletedAtMs: fc.constant(1) }
const remote = fc.oneof(edited, fc.record({ kind: fc.constant('deleted' as const), ...tombstone }))
const anyEvent: fc.Arbitrary<LaneEvent> = fc.oneof(
  fc.record({ kind: fc.constant('saved' as const), hash }),
  fc.record({ kind: fc.constant('begun' as const), mutationId }),
  fc.record({
    kind: fc.constant('acknowledged' as const),
    mutationId,
    version: fc.integer({ min: 1, max: 9 }),
    currentVersion: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({ kind: fc.constant('failed' as const), mutationId, waitMs: fc.constant(5), reason: fc.constant('r') }),
  fc.record({ kind: fc.constant('signed-out' as const), mutationId }),
  fc.record({
    kind: fc.constant('refused' as const),
    mutationId,
    code: fc.constantFrom('document-too-large', 'upgrade-required'),
    detail: fc.constant('d'),
  }),
  fc.record({ kind: fc.constant('conflicted' as const), mutationId, conflictId: fc.constant('k'), remote }),
  fc.record({ kind: fc.constant('content-lost' as const), mutationId }),
  fc.record({ kind: fc.constant('repacked' as const), mutationId }),
  fc.record({ kind: fc.constant('not-restored' as const) }),
  fc.record(
    { kind: fc.constant('gone' as const), tombstone: fc.record(tombstone), removed: fc.constant(true as const) },
    { requiredKeys: ['kind'] },
  ),
  fc.record({ kind: fc.constant('remote-moved' as const), remote }),
  fc.record({
    kind: fc.constant('intended' as const),
    conflictId: fc.constant('k'),
    intent: fc.record({ kind: fc.constant('merged' as const), hash }),
  }),
  fc.record({ kind: fc.constant('side-kept' as const), mutationId: fc.constant('k') }),
  fc.record({ kind: fc.constant('pulled' as const), version: fc.integer({ min: 1, max: 9 }), hash }),
  fc.record({
    kind: fc.constant('side-lost' as const),
    conflictId: fc.constant('k'),
    side: fc.constantFrom('local', 'remote'),
  }),
  fc.record({ kind: fc.constant('woken' as const), by: fc.constantFrom('time', 'hint', 'user') }),
  fc.record({
    kind: fc.constant('answered' as const),
    conflictId: fc.constant('k'),
    answer: fc.constantFrom('local', 'remote', 'both', 'merged'),
    localHash: hash,
    mergedHash: fc.option(hash, { nil: undefined }),
    remote,
  }),
) as fc.Arbitrary<LaneEvent>

/** Contents that come with an event, as who dispatches it does. */
function broughtBy(event: LaneEvent): readonly string[] {
  if (event.kind === 'saved' || event.kind === 'pulled') return [event.hash]
  if (event.kind === 'intended') return [event.intent.hash]
  const local = event.kind === 'answered' ? [event.localHash, ...(event.mergedHash ? [event.mergedHash] : [])] : []
  const remote = 'remote' in event && event.remote.kind === 'edited' ? [event.remote.hash] : []
  return [...local, ...remote]
}

test('[QU3] through any events the newest edit stays queued until an answer or the user settles it', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
      let view: LaneView = start
      for (const event of events) {
        const before = newestHash(view)
        view = laneTransition(view, event, 1000)
        const isRemoved = event.kind === 'gone' && event.removed === true
        const settles = isRemoved || ['saved', 'conflicted', 'answered', 'pulled'].includes(event.kind)
        // What cannot be read any more, with nothing newer behind it, is looked for elsewhere and told of.
        const isLost = view.lane.state.kind === 'restoring' && ['content-lost', 'side-lost'].includes(event.kind)
        if (!settles && !isLost) expect(newestHash(view)).toBe(before)
        if (event.kind === 'saved') expect(newestHash(view)).toBe(event.hash)
      }
    }),
  )
})

test('[CF3, LS1] through any events every content that a lane or a conflict names is on the device, and no other', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
      let view: LaneView = start
      const stored = new Set<string>()
      const pieces = new Set<string>()
      const row = { schemaVersion: 1, name: 'n', document: { kind: 'inline', encoding: 'identity', data: '' } } as const
      for (const event of events) {
        const brought = broughtBy(event)
        const contents = new Map(
          brought.map((one) => [one, { row: { ...row, assetIds: [] }, pieces: [new ArrayBuffer(1)] }]),
        )
        const outcome = laneTransition(view, event, 1000)
        for (const change of laneChanges(view, outcome, contents)) {
          if ('put' in change && change.put === 'documents') stored.add(change.key)
          if ('remove' in change && change.remove === 'documents') stored.delete(change.key)
          if ('put' in change && change.put === 'pieces') pieces.add(change.key)
          if ('removeUnder' in change) pieces.delete(`${change.key}/00000`)
        }
        view = outcome
        expect([...pieces].sort()).toEqual([...stored].sort().map((key) => `${key}/00000`))
        expect([...stored].sort()).toEqual([...referencedHashes(view)].map((one) => `film/${one}`).sort())
      }
    }),
  )
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
