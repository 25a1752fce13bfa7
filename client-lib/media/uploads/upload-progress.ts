import { backoffMs } from '../../retry/backoff.ts'
import { assertNever } from '../../runtime/assert-never.ts'
import { signAhead } from './ask-to-sign.ts'
import { takePartAnswer } from './take-part-answer.ts'
import { answeredParts, isCutAlike, isStuck, takePresigned } from './take-presigned.ts'
import type { UploadStep } from './upload-effect.ts'
import type { PartEvent, UploadEvent } from './upload-event.ts'
import { failuresOf } from './upload-failures.ts'
import type { UploadFile } from './upload-file.ts'
import { acceptedBytes, type UploadSession } from './upload-session.ts'
import type { UploadState } from './upload-state.ts'

type Step = UploadStep<UploadState>
type Presigned = Extract<UploadEvent, { kind: 'presigned' }>

/** Where an answered presign leaves an upload. */
export function afterPresigned(
  state: UploadState,
  { ask, reply, fraction }: Presigned,
  file: UploadFile,
  nowMs: number,
): Step {
  if (state.phase === 'blocked' || state.phase === 'stored' || state.phase === 'cancelled')
    return { state, effects: [] }
  // The account has these bytes: true whichever call learned it.
  if (reply.state === 'stored') return { state: { phase: 'stored' }, effects: [{ kind: 'cancel-parts' }] }
  if (state.phase !== 'presigning' && state.phase !== 'sending') return { state, effects: [] }
  if (ask !== state.session.ask) return { state, effects: [] }
  if (!isCutAlike(reply, file)) return blocked(state.session, file, 'part-rule-changed', partRuleChanged)
  const replaced = state.session.inFlight.size > 0 && state.session.uploadId !== reply.uploadId
  const session = takePresigned(state.session, reply, file, nowMs)
  const step = isStuck(session, answeredParts(state, reply, session), file, nowMs)
    ? wait(state, session, stuckUntil(nowMs, state.failures, fraction), state.failures)
    : send(session, state.failures, file, nowMs)
  return replaced ? { ...step, effects: [{ kind: 'cancel-parts' }, ...step.effects] } : step
}

function send(session: UploadSession, failures: number, file: UploadFile, nowMs: number): Step {
  if (isAllThere(session, file)) return complete(failures)
  return signAhead({ phase: 'sending', session, failures, signing: new Set() }, file, nowMs)
}

/** Asking again at once would be answered the same. */
function stuckUntil(nowMs: number, failures: number, fraction: number) {
  const untilMs = nowMs + backoffMs({ failures, fraction })
  return { untilMs, reason: 'The server signed none of the parts that are missing.' }
}

/** Where a part's answer leaves an upload; while it waits to ask again, parts may still arrive. */
export function afterPart(state: UploadState, event: PartEvent, file: UploadFile, nowMs: number): Step {
  const session = sessionOf(state)
  if (!session || session.uploadId !== event.uploadId || !session.inFlight.has(event.partNumber)) {
    return { state, effects: [] }
  }
  const failures = failuresOf(state)
  const outcome = takePartAnswer(session, event, failures, nowMs)
  switch (outcome.kind) {
    case 'go-on':
      return goOn(withSession(state, outcome.session), outcome.progress, file, nowMs)
    case 'check': {
      const { uploadId, partNumber } = event
      return { state: withSession(state, outcome.session), effects: [{ kind: 'check-part', uploadId, partNumber }] }
    }
    case 'blocked':
      return blocked(outcome.session, file, outcome.code, outcome.detail)
    case 'wait':
      return wait(state, outcome.session, outcome, failures)
    default:
      return assertNever(outcome)
  }
}

function goOn(state: UploadState, progress: boolean, file: UploadFile, nowMs: number): Step {
  if (state.phase !== 'sending') return { state, effects: [] }
  const failures = progress ? 0 : state.failures
  if (isAllThere(state.session, file)) return complete(failures)
  return signAhead({ ...state, failures }, file, nowMs)
}

/** Parts that fail together are one failure: the first starts the wait, the others can only make it longer. */
function wait(
  state: UploadState,
  session: UploadSession,
  { untilMs, reason }: { untilMs: number; reason: string },
  failures: number,
): Step {
  if (state.phase === 'needs-auth') return { state: withSession(state, session), effects: [] }
  const next = { step: 'presign', session } as const
  const already = state.phase === 'waiting'
  const later = already ? Math.max(state.untilMs, untilMs) : untilMs
  const waiting: UploadState = {
    phase: 'waiting',
    untilMs: later,
    reason,
    failures: already ? failures : failures + 1,
    next,
  }
  return { state: waiting, effects: [{ kind: 'wake-at', untilMs: later }] }
}

function complete(failures: number): Step {
  return { state: { phase: 'completing', failures }, effects: [{ kind: 'complete' }] }
}

function blocked(session: UploadSession, file: UploadFile, code: string, detail: string): Step {
  const state: UploadState = { phase: 'blocked', code, detail, acceptedBytes: acceptedBytes(session, file) }
  return { state, effects: [{ kind: 'cancel-parts' }] }
}

function isAllThere(session: UploadSession, file: UploadFile): boolean {
  return session.accepted.size === file.plan.partCount
}

/** What is known of the upload at the store, while it may have parts on the wire. */
export function sessionOf(state: UploadState): UploadSession | undefined {
  if ('session' in state) return state.session
  return 'next' in state && state.next.step === 'presign' ? state.next.session : undefined
}

function withSession(state: UploadState, session: UploadSession): UploadState {
  if ('session' in state) return { ...state, session }
  return 'next' in state ? { ...state, next: { step: 'presign', session } } : state
}

const partRuleChanged = 'The server cuts this file into other parts than this version of the app. Reload the app.'
