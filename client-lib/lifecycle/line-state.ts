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
  /** A request was refused: only what was asked for after it tells that this is over. */
  refuse(change: Partial<LineState>): void
  /** How often one was. */
  refusals(): number
}

/** @param onChange told with what was and what is */
export function createLine(onChange: (before: LineState, now: LineState) => void, signedIn: boolean): Line {
  let state: LineState = { reachable: true, signedIn, refusal: undefined }
  let refusals = 0

  function set(change: Partial<LineState>): void {
    const before = state
    state = { ...before, ...change }
    const same = (Object.keys(change) as (keyof LineState)[]).every((key) => Object.is(before[key], state[key]))
    if (!same) onChange(before, state)
  }

  return {
    get: () => state,
    set,
    refuse(change) {
      refusals += 1
      set(change)
    },
    refusals: () => refusals,
  }
}

/**
 * What a round of polling tells of the line; undefined: all went well.
 *
 * @param isAnswered whether the cloud has listed: what fails after that is a project, or a store
 */
export function lineAfter(verdict: Verdict | undefined, isAnswered: boolean): Partial<LineState> {
  if (verdict?.kind === 'sign-in') {
    const detail = verdict.wrongAccount
    return { signedIn: false, refusal: detail === undefined ? undefined : { code: 'other-account', detail } }
  }
  const refusal = verdict?.kind === 'blocked' ? { code: verdict.code, detail: verdict.detail } : undefined
  if (isAnswered && verdict?.kind !== 'stopped') return { signedIn: true, refusal }
  return refusal ? { refusal } : {}
}
