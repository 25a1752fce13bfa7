import fc from 'fast-check'
import { expect, test } from 'vitest'
import { laneChanges } from '../../../client-lib/queue/lane-changes.ts'
import type { LaneEvent } from '../../../client-lib/queue/lane-event.ts'
import { type LaneRow, newLane } from '../../../client-lib/queue/lane-row.ts'
import { laneTransition } from '../../../client-lib/queue/lane-transition.ts'
import { type LaneView, newestHash, referencedHashes, soleHashes } from '../../../client-lib/queue/lane-view.ts'
import { anyLaneEvent, canCome } from './any-lane-event.ts'

/** Contents that come with an event, as who dispatches it does. */
function broughtBy(event: LaneEvent): readonly string[] {
  if (event.kind === 'saved' || event.kind === 'overlaid' || event.kind === 'pulled') return [event.hash]
  if (event.kind === 'intended') return [event.intent.hash]
  const local = event.kind === 'answered' ? [event.localHash, ...(event.mergedHash ? [event.mergedHash] : [])] : []
  const remote = 'remote' in event && event.remote.kind === 'edited' ? [event.remote.hash] : []
  return [...local, ...remote]
}

test('[QU3] through any events the newest edit stays queued until an answer or the user settles it', () => {
  fc.assert(
    fc.property(fc.array(anyLaneEvent, { maxLength: 30 }), (events) => {
      let view: LaneView = { lane: newLane('film'), conflict: undefined }
      for (const event of events) {
        if (!canCome(view, event)) continue
        const before = newestHash(view)
        const { deleting, state } = view.lane
        const isWished = deleting !== undefined
        const isStuck = !['sending', 'waiting', 'needs-auth'].includes(state.kind)
        view = laneTransition(view, event, 1000)
        const isGone = event.kind === 'gone' && (event.removed === true || isWished)
        const isRemoved = isGone || (event.kind === 'deleting' && event.letGoOf === before && isStuck)
        const settles = isRemoved || ['saved', 'conflicted', 'answered', 'pulled', 'entombed'].includes(event.kind)
        // What cannot be read any more, with nothing newer behind it, is looked for elsewhere and told of.
        const losses = ['content-lost', 'side-lost', 'evicted', 'row-lost']
        const isLost = ['restoring', 'lost'].includes(view.lane.state.kind) && losses.includes(event.kind)
        if (!settles && !isLost) expect(newestHash(view)).toBe(before)
        if (event.kind === 'saved') expect(newestHash(view)).toBe(event.hash)
      }
    }),
  )
})

test('[CF3, LS1] through any events every content that a lane or a conflict names is on the device, and no other', () => {
  fc.assert(
    fc.property(fc.array(anyLaneEvent, { maxLength: 30 }), (events) => {
      let view: LaneView = { lane: newLane('film'), conflict: undefined }
      const stored = new Set<string>()
      const pieces = new Set<string>()
      const row = { schemaVersion: 1, name: 'n', document: { kind: 'inline', encoding: 'identity', data: '' } } as const
      for (const event of events) {
        if (!canCome(view, event)) continue
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

test('[CF3, TA5, CF7] all that a lane and its question name stays on the device, and what it alone has is told apart', () => {
  const lane: LaneRow = {
    ...newLane('film'),
    acknowledged: { version: 1, hash: 'base' },
    ownCopy: 'own',
    keptHashes: ['kept'],
    losing: [{ hash: 'losing', mutationId: 'm1', version: 1 }],
    overlaid: [{ hash: 'overlaid', savedAtMs: 1 }],
    state: { kind: 'conflict', conflictId: 'k' },
  }
  const remote = { kind: 'edited', hash: 'theirs', version: 2, savedAtMs: 1, deviceName: '' } as const
  const sides = { conflictId: 'k', projectId: 'film', local: { hash: 'mine', savedAtMs: 1 }, remote, sinceMs: 1 }
  const intent = { kind: 'merged', hash: 'merged' } as const
  const view: LaneView = { lane, conflict: { schemaVersion: 1, state: 'open', ...sides, intent } }
  const here = ['base', 'kept', 'losing', 'merged', 'mine', 'overlaid', 'own', 'theirs']
  expect([...referencedHashes(view)].sort()).toEqual(here)
  expect([...soleHashes(view)].sort()).toEqual(['losing', 'mine', 'overlaid'])
  const write = { mutationId: 'm1', baseVersion: 1, hash: 'sent', savedAtMs: 1 }
  const states: [LaneRow['state'], string[]][] = [
    [{ kind: 'queued', next: { hash: 'next', savedAtMs: 1 } }, ['next']],
    [{ kind: 'sending', inFlight: write, next: { hash: 'next', savedAtMs: 1 }, failures: 0 }, ['next', 'sent']],
    [{ kind: 'needs-auth', inFlight: write }, ['sent']],
    [{ kind: 'restoring', hash: 'lost', savedAtMs: 1 }, ['lost']],
    [{ kind: 'lost', hash: 'lost', savedAtMs: 1 }, ['lost']],
    [{ kind: 'lost', hash: '', savedAtMs: 0 }, []],
  ]
  for (const [state, hashes] of states) {
    const alone: LaneView = { lane: { ...newLane('film'), state }, conflict: undefined }
    for (const named of [referencedHashes(alone), soleHashes(alone)]) expect([...named].sort()).toEqual(hashes)
  }
})
