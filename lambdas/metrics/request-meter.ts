import type { ErrorCode } from '#contract/errors.ts'
import type { CountName } from './count-units.ts'
import type { Meter } from './meter.ts'
import type { RequestMetrics } from './metrics.ts'

/** The counts of one request, from its first step to its last. */
export class RequestMeter implements Meter {
  readonly #counts = new Map<CountName, number>()

  add(name: CountName, amount: number): void {
    if (amount > 0) this.#counts.set(name, (this.#counts.get(name) ?? 0) + amount)
  }

  answered(): RequestMetrics {
    return { counts: this.#counts }
  }

  refused(refusal: ErrorCode): RequestMetrics {
    this.add('Refusals', 1)
    if (refusal === 'version-conflict') this.add('Conflicts', 1)
    return { counts: this.#counts, refusal }
  }
}
