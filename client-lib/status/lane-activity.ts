import type { LaneView } from '../queue/lane-view.ts'
import { assertNever } from '../runtime/assert-never.ts'
import type { Activity } from './status-snapshot.ts'

/** What a lane's state is to the user. */
export function laneActivity(view: LaneView | undefined, paused: boolean): Activity {
  const state = view?.lane.state ?? { kind: 'idle' }
  switch (state.kind) {
    case 'idle':
      return { kind: 'idle' }
    case 'queued':
    case 'sending':
      return { kind: paused ? 'paused' : 'syncing' }
    case 'waiting':
      return paused ? { kind: 'paused' } : { kind: 'waiting', untilMs: state.untilMs, reason: state.reason }
    case 'needs-auth':
      return { kind: 'needs-auth' }
    case 'blocked':
      return { kind: 'blocked', code: state.code, detail: state.detail }
    case 'conflict':
      return { kind: 'conflict', conflictId: state.conflictId }
    default:
      return assertNever(state)
  }
}
