import { runsShort, unsignedParts } from './next-parts.ts'
import type { UploadStep } from './upload-effect.ts'
import type { UploadFile } from './upload-file.ts'
import type { UploadSession } from './upload-session.ts'
import type { UploadState } from './upload-state.ts'

type Presigning = Extract<UploadState, { phase: 'presigning' }>
type Sending = Extract<UploadState, { phase: 'sending' }>

/** Asks what the store has; its listing is the truth from which we go on. */
export function presign(
  session: UploadSession,
  failures: number,
  file: UploadFile,
  nowMs: number,
): UploadStep<Presigning> {
  const asked = askedAgain({ ...session, urls: new Map() })
  const parts = unsignedParts(asked, file, nowMs)
  return {
    state: { phase: 'presigning', session: asked, failures, signing: new Set(parts) },
    effects: [{ kind: 'presign', ask: asked.ask, parts }],
  }
}

/** Asks for the next window while the last one is being sent. */
export function signAhead(state: Sending, file: UploadFile, nowMs: number): UploadStep<Sending> {
  if (state.signing.size > 0 || !runsShort(state.session, nowMs)) return { state, effects: [] }
  const parts = unsignedParts(state.session, file, nowMs)
  if (parts.length === 0) return { state, effects: [] }
  const session = askedAgain(state.session)
  return {
    state: { ...state, session, signing: new Set(parts) },
    effects: [{ kind: 'presign', ask: session.ask, parts }],
  }
}

function askedAgain(session: UploadSession): UploadSession {
  return { ...session, ask: session.ask + 1, acceptedSinceAsk: new Set() }
}
