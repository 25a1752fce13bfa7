import { Metrics as Powertools } from '@aws-lambda-powertools/metrics'
import type { FunctionName } from '#contract/route.ts'
import { countUnits } from './count-units.ts'
import type { Metrics, RequestMetrics } from './metrics.ts'

/** Writes one line of embedded metrics a request; CloudWatch makes metrics of it, with no call of ours. */
export class PowertoolsMetrics implements Metrics {
  readonly #line: Powertools

  constructor(stage: string, service: FunctionName | 'housekeeping') {
    this.#line = new Powertools({ namespace: 'Reelsync', serviceName: service, defaultDimensions: { stage } })
  }

  emit({ counts, refusal }: RequestMetrics): void {
    if (counts.size === 0) return
    for (const [name, amount] of counts) this.#line.addMetric(name, countUnits[name], amount)
    if (refusal !== undefined) {
      // Two sets, so that the counts add up both over all codes and by code.
      this.#line.addDimensions({})
      this.#line.addDimensions({ code: refusal })
    }
    this.#line.publishStoredMetrics()
  }
}
