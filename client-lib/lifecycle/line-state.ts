import type { Verdict } from '../retry/verdict.ts'

/** What the last requests told of the line to the cloud. */
export interface LineState {
  readonly reachable: boolean
  readonly signedIn: boolean
  readonly refusal: { readonly code: string; readonly detail: string } | undefined
}

export interface Line {
  get(): LineState
  set(change: Partial<LineState>): void
}

/** @param onChange told with what was and what is */
export function createLine(onChange: (before: LineState, now: LineState) => void): Line {
  let state: LineState = { reachable: true, signedIn: true, refusal: undefined }
  return {
    get: () => state,
    set(change) {
      const before = state
      state = { ...before, ...change }
      const same = (Object.keys(change) as (keyof LineState)[]).every((key) => Object.is(before[key], state[key]))
      if (!same) onChange(before, state)
    },
  }
}

/** What a round of polling tells of the line; undefined: all went well. */
export function lineAfter(verdict: Verdict | undefined): Partial<LineState> {
  if (!verdict) return { signedIn: true, refusal: undefined }
  if (verdict.kind === 'sign-in') {
    const detail = verdict.wrongAccount
    return { signedIn: false, refusal: detail === undefined ? undefined : { code: 'other-account', detail } }
  }
  if (verdict.kind === 'blocked') return { refusal: { code: verdict.code, detail: verdict.detail } }
  return {}
}
