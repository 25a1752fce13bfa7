import fc from 'fast-check'
import type { LaneEvent } from '../../../client-lib/queue/lane-event.ts'
import type { LaneView } from '../../../client-lib/queue/lane-view.ts'

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
/** Every kind of event, with few contents, versions and ids, so that they meet. */
export const anyLaneEvent: fc.Arbitrary<LaneEvent> = fc.oneof(
  fc.record({ kind: fc.constant('saved' as const), hash, asOwnCopy: fc.boolean() }),
  fc.record({ kind: fc.constant('overlaid' as const), hash }),
  fc.record({ kind: fc.constant('overlaid-dropped' as const), hash }),
  fc.record({ kind: fc.constant('begun' as const), mutationId }),
  fc.record({
    kind: fc.constant('acknowledged' as const),
    mutationId,
    version: fc.integer({ min: 1, max: 9 }),
    currentVersion: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({
    kind: fc.constant('deleting' as const),
    listedVersion: fc.integer({ min: 0, max: 9 }),
    letGoOf: fc.option(hash, { nil: undefined }),
  }),
  fc.record({
    kind: fc.constant('entombed' as const),
    mutationId,
    ...tombstone,
    currentVersion: fc.integer({ min: 1, max: 9 }),
    removed: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('overtaken' as const), mutationId }),
  fc.record({ kind: fc.constant('evicted' as const), hashes: fc.uniqueArray(hash).map((some) => new Set(some)) }),
  fc.record({ kind: fc.constant('row-lost' as const) }),
  fc.record({
    kind: fc.constant('losses-acknowledged' as const),
    savedAtMs: fc.constantFrom(new Set([undefined, 0, 1, 1000]), new Set([1000])),
  }),
  fc.record({ kind: fc.constant('document-sent' as const), mutationId, snapshotId: fc.constant('s') }),
  fc.record({ kind: fc.constant('held' as const), untilMs: fc.constant(9000) }),
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
  fc.record({ kind: fc.constant('id-taken' as const) }),
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
    hash,
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

const ofDeletions = ['entombed', 'overtaken']
const ofContents = ['acknowledged', 'document-sent', 'conflicted', 'repacked', 'content-lost']

/** Whether it is no answer of a deletion to a write that has content, nor the other way round: none such comes. */
export function canCome({ lane: { state } }: LaneView, { kind }: LaneEvent): boolean {
  if (!('inFlight' in state)) return true
  return !(state.inFlight.deletes ? ofContents : ofDeletions).includes(kind)
}
