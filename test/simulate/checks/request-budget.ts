import type { VirtualTime } from '../time/virtual-time.ts'
import type { Verdict } from './verdict.ts'

const windowMs = 60_000
/** Several lanes, a poll, downloads and part uploads of a busy minute are far below; a loop is far above. */
const mostInWindow = 240

/** Counts each device's requests: retries keep a budget, and nothing asks in a loop. */
export class RequestBudget {
  readonly #time: VirtualTime
  readonly #verdict: Verdict
  readonly #sentAtMs = new Map<string, number[]>()

  constructor(time: VirtualTime, verdict: Verdict) {
    this.#time = time
    this.#verdict = verdict
  }

  sent(device: string): void {
    const { nowMs } = this.#time
    const recent = (this.#sentAtMs.get(device) ?? []).filter((atMs) => atMs > nowMs - windowMs)
    recent.push(nowMs)
    this.#sentAtMs.set(device, recent)
    if (recent.length > mostInWindow) {
      this.#verdict.fail('6 too many requests', `${device} sent ${recent.length} requests within a minute`)
    }
  }
}
