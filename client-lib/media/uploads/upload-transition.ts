import { backoffMs } from '../../retry/backoff.ts'
import { assertNever } from '../../runtime/assert-never.ts'
import { afterCancel, cancel } from './after-cancel.ts'
import { afterVerdict } from './after-verdict.ts'
import { presign, signAhead } from './ask-to-sign.ts'
import { sendablePart } from './next-parts.ts'
import type { UploadEffect, UploadStep } from './upload-effect.ts'
import type { UploadEvent } from './upload-event.ts'
import type { UploadFile } from './upload-file.ts'
import { afterPart, afterPresigned, sessionOf } from './upload-progress.ts'
import { acceptedBytes, newSession, type UploadSession } from './upload-session.ts'
import type { NextStep, UploadState } from './upload-state.ts'

type Step = UploadStep<UploadState>

/**
 * One file's upload. Pure: `nowMs` is the only time it knows, chance comes with the event.
 * An event that does not fit the state (an answer that was overtaken) changes nothing.
 */
export function uploadTransition(state: UploadState, event: UploadEvent, file: UploadFile, nowMs: number): Step {
  switch (event.kind) {
    case 'project-reached':
      return state.phase === 'waiting-for-project'
        ? queued({ step: 'presign', session: newSession }, 0)
        : unchanged(state)
    case 'presigned':
      return afterPresigned(state, event, file, nowMs)
    case 'presign-failed':
      return presignFailed(state, event, file, nowMs)
    case 'slot-offered':
      return state.phase === 'queued' ? goOn(state.next, state.failures, file, nowMs) : sendNext(state, file, nowMs)
    case 'part-accepted':
    case 'part-expired':
    case 'part-refused':
    case 'part-mismatched':
    case 'part-checked':
    case 'part-failed':
      return afterPart(state, event, file, nowMs)
    case 'bytes-missing':
      return bytesMissing(state, event.code, file)
    case 'completed':
      return state.phase === 'completing' ? { state: { phase: 'stored' }, effects: [] } : unchanged(state)
    case 'assembling':
    case 'complete-failed':
      return state.phase === 'completing' ? notCompleted(state, event, file, nowMs) : unchanged(state)
    case 'cancel-wanted':
    case 'cancel-answered':
    case 'cancel-failed':
      return afterCancel(state, event, file, nowMs)
    case 'time-came':
      return state.phase === 'waiting' ? toTheLine(state.next, state.failures, file, nowMs) : unchanged(state)
    case 'held':
      return unchanged(state.phase === 'waiting' ? { ...state, untilMs: event.untilMs } : state)
    case 'woken':
      if (state.phase === 'waiting') return toTheLine(state.next, state.failures, file, nowMs)
      return state.phase === 'needs-auth' ? toTheLine(state.next, 0, file, nowMs) : unchanged(state)
    default:
      return assertNever(event)
  }
}

function notCompleted(
  state: Extract<UploadState, { phase: 'completing' }>,
  event: Extract<UploadEvent, { kind: 'assembling' | 'complete-failed' }>,
  file: UploadFile,
  nowMs: number,
): Step {
  const next: NextStep = { step: 'complete' }
  if (event.kind === 'complete-failed') {
    return stepOr(afterVerdict({ ...event, failures: state.failures, next }, file, nowMs), state)
  }
  const untilMs = nowMs + backoffMs({ failures: 0, afterMs: event.afterMs, fraction: event.fraction })
  const reason = 'The store is putting the parts together.'
  return waiting({ phase: 'waiting', untilMs, reason, failures: state.failures, next })
}

function presignFailed(
  state: UploadState,
  event: Extract<UploadEvent, { kind: 'presign-failed' }>,
  file: UploadFile,
  nowMs: number,
): Step {
  if (state.phase !== 'presigning' && state.phase !== 'sending') return unchanged(state)
  if (event.ask !== state.session.ask) return unchanged(state)
  const next: NextStep = { step: 'presign', session: state.session }
  return stepOr(afterVerdict({ ...event, failures: state.failures, next }, file, nowMs), state)
}

function sendNext(state: UploadState, file: UploadFile, nowMs: number): Step {
  if (state.phase !== 'sending') return unchanged(state)
  const { session } = state
  const partNumber = sendablePart(session, nowMs)
  const signed = partNumber === undefined ? undefined : session.urls.get(partNumber)
  if (partNumber === undefined || !signed || session.uploadId === undefined) return signAhead(state, file, nowMs)
  const urls = new Map(session.urls)
  urls.delete(partNumber)
  const sent: UploadSession = { ...session, urls, inFlight: new Set(session.inFlight).add(partNumber) }
  const ahead = signAhead({ ...state, session: sent }, file, nowMs)
  const { url, headers } = signed
  const send: UploadEffect = { kind: 'send-part', uploadId: session.uploadId, partNumber, url, headers }
  return { state: ahead.state, effects: [send, ...ahead.effects] }
}

function goOn(next: NextStep, failures: number, file: UploadFile, nowMs: number): Step {
  switch (next.step) {
    case 'presign':
      return presign(next.session, failures, file, nowMs)
    case 'complete':
      return { state: { phase: 'completing', failures }, effects: [{ kind: 'complete' }] }
    case 'cancel':
      return cancel(next.keepBytes, failures)
    default:
      return assertNever(next)
  }
}

/** To send takes a turn: another file of equal bytes may be under way since. */
function toTheLine(next: NextStep, failures: number, file: UploadFile, nowMs: number): Step {
  return next.step === 'presign' ? queued(next, failures) : goOn(next, failures, file, nowMs)
}

function queued(next: NextStep, failures: number): Step {
  return { state: { phase: 'queued', next, failures }, effects: [] }
}

const bytesMissingDetail = {
  'local-bytes-missing': 'The bytes are no longer on this device. Add the file again.',
  'file-permission-needed': 'The browser has to be allowed anew to read this file. Try again, and allow it.',
}

function bytesMissing(state: UploadState, code: keyof typeof bytesMissingDetail, file: UploadFile): Step {
  const session = sessionOf(state)
  if (!session) return unchanged(state)
  const bytes = acceptedBytes(session, file)
  const blocked: UploadState = { phase: 'blocked', code, detail: bytesMissingDetail[code], acceptedBytes: bytes }
  return { state: blocked, effects: [{ kind: 'cancel-parts' }] }
}

function waiting(state: Extract<UploadState, { phase: 'waiting' }>): Step {
  return { state, effects: [{ kind: 'wake-at', untilMs: state.untilMs }] }
}

function stepOr(step: Step | 'stopped', state: UploadState): Step {
  return step === 'stopped' ? unchanged(state) : step
}

function unchanged(state: UploadState): Step {
  return { state, effects: [] }
}
