import type { Trace } from '../run/trace.ts'

/** The promises that a run is held to, numbered as the issue does. */
export type Promised =
  | '1 lost silently'
  | '1 taken twice'
  | '2 false claim'
  | '3 version went back'
  | '3 conflict with oneself'
  | '3 write hidden'
  | '3 wrong account'
  | '4 asset differs'
  | '4 part sent again'
  | '5 not drained'
  | '5 devices differ'
  | '6 too many requests'
  | '6 busy loop'
  | '6 retries over budget'
  | '6 left behind'
  | '6 close hangs'
  | '7 pause broken'
  | '7 cancel broken'
  | 'not foreseen'

export interface Violation {
  readonly promise: Promised
  readonly detail: string
}

/** The first promise that was broken: what follows from it says little. */
export class Verdict {
  readonly #trace: Trace
  #violation: Violation | undefined

  constructor(trace: Trace) {
    this.#trace = trace
  }

  get violation(): Violation | undefined {
    return this.#violation
  }

  fail(promise: Promised, detail: string): void {
    this.#trace.add('VIOLATION', `${promise}: ${detail}`)
    this.#violation ??= { promise, detail }
  }
}
