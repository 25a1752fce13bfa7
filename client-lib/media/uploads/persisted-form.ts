import { assertNever } from '../../runtime/assert-never.ts'
import type { PersistedUpload } from '../asset-row.ts'
import { presign } from './ask-to-sign.ts'
import type { UploadStep } from './upload-effect.ts'
import type { UploadFile } from './upload-file.ts'
import { acceptedBytes, newSession } from './upload-session.ts'
import type { UploadState } from './upload-state.ts'

/** As much of a state as a restart, and the other tabs, need. */
export function persistedForm(state: UploadState, file: UploadFile): PersistedUpload {
  switch (state.phase) {
    case 'waiting-for-project':
    case 'completing':
    case 'stored':
      return { phase: state.phase }
    case 'blocked':
      return state
    case 'presigning':
    case 'sending':
      return { phase: 'open', acceptedBytes: acceptedBytes(state.session, file) }
    case 'waiting':
    case 'needs-auth': {
      if (state.next.step === 'complete') return { phase: 'completing' }
      const open = { phase: 'open', acceptedBytes: acceptedBytes(state.next.session, file) } as const
      if (state.phase === 'needs-auth') return open
      return { ...open, wait: { untilMs: state.untilMs, reason: state.reason } }
    }
    default:
      return assertNever(state)
  }
}

/** Takes an upload up where a reload, a crash or a kill left it: the store's listing says what is there. */
export function resumeUpload(row: PersistedUpload, file: UploadFile, nowMs: number): UploadStep<UploadState> {
  switch (row.phase) {
    case 'open':
      return presign(newSession, 0, file, nowMs)
    case 'completing':
      return { state: { phase: 'completing', failures: 0 }, effects: [{ kind: 'complete' }] }
    case 'waiting-for-project':
    case 'stored':
    case 'blocked':
      return { state: row, effects: [] }
    default:
      return assertNever(row)
  }
}
