import type { LaneView } from '../queue/lane-view.ts'
import { assertNever } from '../runtime/assert-never.ts'
import type { Activity } from './status-snapshot.ts'

export const idle = { kind: 'idle' } as const

const lost = {
  kind: 'blocked',
  code: 'content-lost',
  detail:
    'The newest edit of this project cannot be read on this device any more, and it had not reached the cloud. ' +
    'Where it is still open, save it again; otherwise open the project to go on from what the cloud has.',
} as const

const lostBefore = {
  kind: 'blocked',
  code: 'content-lost',
  detail: 'Earlier edits of this project cannot be read on this device any more, and had not reached the cloud.',
} as const

/** What a lane's state is to the user. */
export function laneActivity(
  view: LaneView | undefined,
  { paused, hasAccount }: { readonly paused: boolean; readonly hasAccount: boolean },
): Activity {
  const state = view?.lane.state ?? idle
  const queued = { kind: paused ? 'paused' : hasAccount ? 'syncing' : 'needs-auth' } as const
  switch (state.kind) {
    case 'idle':
      if (view?.lane.deleting) return queued
      return view?.lane.losses ? lostBefore : idle
    case 'queued':
      return queued
    case 'sending':
    case 'restoring':
      return { kind: paused ? 'paused' : 'syncing' }
    case 'waiting':
      return paused ? { kind: 'paused' } : { kind: 'waiting', untilMs: state.untilMs, reason: state.reason }
    case 'needs-auth':
      return { kind: 'needs-auth' }
    case 'blocked':
      return { kind: 'blocked', code: state.code, detail: state.detail }
    case 'lost':
      return lost
    case 'conflict':
      return { kind: 'conflict', conflictId: state.conflictId }
    default:
      return assertNever(state)
  }
}
