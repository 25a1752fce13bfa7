import { moveRemote } from '../conflicts/conflict-steps.ts'
import { removedHere, withoutWish } from './deletion-steps.ts'
import type { LaneEvent } from './lane-event.ts'
import { insteadOfWrite, unchanged, withLane } from './lane-outcomes.ts'
import type { LaneRow } from './lane-row.ts'
import { isHeld, type LaneOutcome, type LaneView } from './lane-view.ts'

/** The cloud's version is applied here, and agreed on. */
export function pull(view: LaneView, { version, hash }: { version: number; hash: string }): LaneOutcome {
  const { lane } = view
  const { state, acknowledged, keptHashes } = lane
  const pulled = {
    ...withoutWish(lane),
    acknowledged: { version, hash, isPulled: true as const },
    state: { kind: 'idle' } as const,
  }
  const reached = [{ kind: 'reached' }] as const
  // The user opened the cloud's version instead; what is left of the lost one stays for a person to look at.
  if (state.kind === 'lost')
    return withLane(view, { ...pulled, keptHashes: [...new Set([...keptHashes, state.hash].filter(Boolean))] }, reached)
  // Once its tombstone is forgotten, a project of that id begins again at version 1.
  const isNewer = version > acknowledged.version || acknowledged.gone === 'removed-here'
  if (!isNewer || (state.kind !== 'idle' && state.kind !== 'queued')) return unchanged(view)
  // What was saved since came on top of what was applied: it is an edit of that version.
  const isOnTop = state.kind === 'queued' && state.next.hash !== hash
  return withLane(view, isOnTop ? { ...pulled, state } : pulled, reached)
}

/** The cloud has the project no more. */
export function loseProject(view: LaneView, event: Extract<LaneEvent, { kind: 'gone' }>, nowMs: number): LaneOutcome {
  const { lane, conflict } = view
  const { tombstone, removed } = event
  if (conflict && tombstone) {
    return moveRemote(view, { kind: 'remote-moved', remote: { kind: 'deleted', ...tombstone } }, nowMs)
  }
  if (!isHeld(lane.acknowledged) || (tombstone && tombstone.version <= lane.acknowledged.version))
    return unchanged(view)
  const deleted = tombstone ? { deletedAtMs: tombstone.deletedAtMs } : {}
  const acknowledged: LaneRow['acknowledged'] = { ...lane.acknowledged, gone: true, ...deleted }
  const isRemoved = removed || (lane.deleting && lane.ownCopy !== undefined)
  // What was saved since it was removed is an edit like any other.
  if (!isRemoved || lane.state.kind !== 'idle') return withLane(view, { ...withoutWish(lane), acknowledged })
  return withLane(view, removedHere(lane, tombstone?.version ?? acknowledged.version, tombstone?.deletedAtMs))
}

/** The copy is the last of what is gone: asked about like an edit of it, it is not written over. */
export function giveUpId(view: LaneView, nowMs: number): LaneOutcome {
  const { acknowledged, state } = view.lane
  if (state.kind !== 'idle' || acknowledged.gone !== true || acknowledged.hash === '') return unchanged(view)
  return insteadOfWrite(view, { hash: acknowledged.hash, savedAtMs: nowMs })
}
