import { afterVerdict } from './after-verdict.ts'
import type { UploadStep } from './upload-effect.ts'
import type { UploadEvent } from './upload-event.ts'
import type { UploadFile } from './upload-file.ts'
import type { UploadState } from './upload-state.ts'

type Step = UploadStep<UploadState>
type CancelEvent = Extract<UploadEvent, { kind: 'cancel-wanted' | 'cancel-answered' | 'cancel-failed' }>

/** Where the user's word to cancel, or the cloud's answer to it, leaves an upload. */
export function afterCancel(state: UploadState, event: CancelEvent, file: UploadFile, nowMs: number): Step {
  if (event.kind === 'cancel-wanted') {
    return cancelWanted(state, event.keepBytes)
  }
  if (state.phase !== 'cancelling') return { state, effects: [] }
  const { keepBytes, failures } = state
  if (event.kind === 'cancel-answered') {
    return event.outcome === 'stored' ? { state: { phase: 'stored' }, effects: [] } : cancelled(keepBytes)
  }
  // What is not there, or not any more, is cancelled.
  if (event.verdict.kind === 'resume-upload' || event.verdict.kind === 'project-gone') return cancelled(keepBytes)
  const step = afterVerdict({ ...event, failures, next: { step: 'cancel', keepBytes } }, file, nowMs)
  return step === 'stopped' ? { state, effects: [] } : step
}

/** Said again, the last word says whether the bytes go; what waits to tell the cloud goes on waiting. */
function cancelWanted(state: UploadState, keepBytes: boolean): Step {
  if (state.phase === 'stored') return { state, effects: [] }
  if (state.phase === 'cancelled') return cancelled(keepBytes)
  if (state.phase === 'cancelling') return { state: { ...state, keepBytes }, effects: [] }
  if ('next' in state && state.next.step === 'cancel')
    return { state: { ...state, next: { ...state.next, keepBytes } }, effects: [] }
  return cancel(keepBytes, 0)
}

export function cancel(keepBytes: boolean, failures: number): Step {
  const state: UploadState = { phase: 'cancelling', keepBytes, failures }
  return { state, effects: [{ kind: 'cancel-parts' }, { kind: 'cancel-upload' }] }
}

function cancelled(keepBytes: boolean): Step {
  return { state: { phase: 'cancelled', keepBytes }, effects: keepBytes ? [] : [{ kind: 'forget' }] }
}
