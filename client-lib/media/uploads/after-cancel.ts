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
    const isOver = state.phase === 'stored' || state.phase === 'cancelled' || state.phase === 'cancelling'
    return isOver ? { state, effects: [] } : cancel(event.keepBytes, 0)
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

export function cancel(keepBytes: boolean, failures: number): Step {
  const state: UploadState = { phase: 'cancelling', keepBytes, failures }
  return { state, effects: [{ kind: 'cancel-parts' }, { kind: 'cancel-upload' }] }
}

function cancelled(keepBytes: boolean): Step {
  return { state: { phase: 'cancelled', keepBytes }, effects: keepBytes ? [] : [{ kind: 'forget' }] }
}
