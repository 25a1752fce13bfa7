import type { VirtualTime } from '../time/virtual-time.ts'
import type { Verdict } from './verdict.ts'

const minuteMs = 60_000
/** The busiest minute of whole worlds has some 1,500; tabs that take the lead from each other without end, 100,000. */
const mostInMinute = 6_000

/** Nothing goes in circles, be it without a request: counts what happens in each minute, on all devices together. */
export class BusyWatch {
  readonly #time: VirtualTime
  readonly #verdict: Verdict
  #minute = -1
  #before = 0

  constructor(time: VirtualTime, verdict: Verdict) {
    this.#time = time
    this.#verdict = verdict
  }

  look(): void {
    const { happened, sinceStartMs } = this.#time
    const minute = Math.floor(sinceStartMs / minuteMs)
    if (minute !== this.#minute) {
      this.#minute = minute
      this.#before = happened
    }
    if (happened - this.#before > mostInMinute) {
      this.#verdict.fail('6 busy loop', `more than ${mostInMinute} things happened within a minute`)
    }
  }
}
