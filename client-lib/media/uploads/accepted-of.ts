import { assertNever } from '../../runtime/assert-never.ts'
import type { UploadFile } from './upload-file.ts'
import { acceptedBytes } from './upload-session.ts'
import type { UploadState } from './upload-state.ts'

/** Bytes that the store has accepted, as far as a state knows. */
export function acceptedOf(state: UploadState, file: UploadFile): number {
  switch (state.phase) {
    case 'waiting-for-project':
    case 'cancelling':
    case 'cancelled':
      return 0
    case 'presigning':
    case 'sending':
      return acceptedBytes(state.session, file)
    case 'queued':
    case 'waiting':
    case 'needs-auth':
      if (state.next.step === 'cancel') return 0
      return state.next.step === 'presign' ? acceptedBytes(state.next.session, file) : file.sizeBytes
    case 'completing':
    case 'stored':
      return file.sizeBytes
    case 'blocked':
      return state.acceptedBytes
    default:
      return assertNever(state)
  }
}
