import { backoffMs } from '../../retry/backoff.ts'
import type { Verdict } from '../../retry/verdict.ts'
import { assertNever } from '../../runtime/assert-never.ts'
import type { UploadStep } from './upload-effect.ts'
import type { UploadFile } from './upload-file.ts'
import { acceptedBytes, newSession } from './upload-session.ts'
import type { NextStep, UploadState } from './upload-state.ts'

export interface FailedCall {
  readonly verdict: Verdict
  readonly fraction: number
  readonly failures: number
  /** What to go on with when the same call is worth trying again. */
  readonly next: NextStep
}

/** The store said that its object is not ours, this often: no further try will change it. */
const mismatchesInARow = 3

/** Where a failed call to the API leaves an upload. */
export function afterVerdict(call: FailedCall, file: UploadFile, nowMs: number): UploadStep<UploadState> | 'stopped' {
  const { verdict, next } = call
  const fromTheListing: NextStep = { step: 'presign', session: newSession }
  switch (verdict.kind) {
    case 'retry':
      return wait(call, next, verdict.reason, nowMs, verdict.afterMs)
    case 'storage':
      return wait(call, next, verdict.detail, nowMs)
    case 'resume-upload':
      return wait(call, fromTheListing, verdict.reason, nowMs)
    case 'project-gone':
      // It was deleted, or is being made anew: to ask in vain until then would take others' retries.
      if (verdict.code === 'project-not-found')
        return {
          state: { phase: 'waiting-for-project' },
          effects: [{ kind: 'cancel-parts' }, { kind: 'await-project' }],
        }
      return blocked(call, file, verdict.code, verdict.detail)
    case 'sign-in':
      return { state: { phase: 'needs-auth', next }, effects: [] }
    case 'blocked': {
      // The user's word is not given up: another version of the app may have it taken.
      if (next.step === 'cancel') return wait(call, next, verdict.detail, nowMs)
      const again = verdict.code === 'checksum-mismatch' && call.failures + 1 < mismatchesInARow
      if (again) return wait(call, fromTheListing, verdict.detail, nowMs)
      return blocked(call, file, verdict.code, verdict.detail)
    }
    case 'conflict':
      return blocked(call, file, 'internal', 'A media call was answered with a conflict of documents.')
    case 'stopped':
      return 'stopped'
    default:
      return assertNever(verdict)
  }
}

function wait(call: FailedCall, next: NextStep, reason: string, nowMs: number, afterMs?: number) {
  const untilMs = nowMs + backoffMs({ failures: call.failures, afterMs, fraction: call.fraction })
  const state: UploadState = { phase: 'waiting', untilMs, reason, failures: call.failures + 1, next }
  return { state, effects: [{ kind: 'wake-at', untilMs }] } satisfies UploadStep<UploadState>
}

function blocked({ next }: FailedCall, file: UploadFile, code: string, detail: string): UploadStep<UploadState> {
  const bytes = next.step === 'presign' ? acceptedBytes(next.session, file) : file.sizeBytes
  return { state: { phase: 'blocked', code, detail, acceptedBytes: bytes }, effects: [{ kind: 'cancel-parts' }] }
}
