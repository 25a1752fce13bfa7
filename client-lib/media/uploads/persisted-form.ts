import { assertNever } from '../../runtime/assert-never.ts'
import type { PersistedUpload } from '../asset-row.ts'
import { newSession } from './upload-session.ts'
import type { UploadState } from './upload-state.ts'

/**
 * As much of a state as a restart, and the other tabs, need.
 * @param acceptedBytes as shown so far: a listing that is still to come takes nothing of it back
 */
export function persistedForm(state: UploadState, acceptedBytes: number): PersistedUpload {
  switch (state.phase) {
    case 'waiting-for-project':
    case 'completing':
    case 'stored':
      return { phase: state.phase }
    case 'blocked':
      return { ...state, acceptedBytes }
    case 'presigning':
    case 'sending':
      return { phase: 'open', acceptedBytes }
    case 'queued':
    case 'waiting':
    case 'needs-auth': {
      const { next } = state
      if (next.step === 'complete') return { phase: 'completing' }
      if (next.step === 'cancel') return { phase: 'cancelling', keepBytes: next.keepBytes }
      const open = { phase: 'open', acceptedBytes } as const
      if (state.phase !== 'waiting') return open
      return { ...open, wait: { untilMs: state.untilMs, reason: state.reason } }
    }
    case 'cancelling':
      return { phase: 'cancelling', keepBytes: state.keepBytes }
    case 'cancelled':
      // Where the bytes go too the row goes with them, and until then it is to be gone on with.
      return state.keepBytes ? { phase: 'cancelled' } : { phase: 'cancelling', keepBytes: false }
    default:
      return assertNever(state)
  }
}

/** Takes an upload up where a reload, a crash or a kill left it: the store's listing says what is there. */
export function resumeUpload(row: PersistedUpload): UploadState {
  switch (row.phase) {
    case 'open':
      return { phase: 'queued', next: { step: 'presign', session: newSession }, failures: 0 }
    case 'completing':
      return { phase: 'queued', next: { step: 'complete' }, failures: 0 }
    case 'cancelling':
      return { phase: 'queued', next: { step: 'cancel', keepBytes: row.keepBytes }, failures: 0 }
    case 'cancelled':
      return { phase: 'cancelled', keepBytes: true }
    case 'waiting-for-project':
    case 'stored':
    case 'blocked':
      return row
    default:
      return assertNever(row)
  }
}
