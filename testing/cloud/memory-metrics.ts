import type { CountName } from '../../lambdas/metrics/count-units.ts'
import type { Metrics, RequestMetrics } from '../../lambdas/metrics/metrics.ts'

/** Keeps what each request emitted; a request that counted nothing too. */
export class MemoryMetrics implements Metrics {
  readonly emitted: RequestMetrics[] = []

  emit(request: RequestMetrics): void {
    this.emitted.push(request)
  }

  /** Over all requests so far. */
  total(name: CountName): number {
    return this.emitted.reduce((sum, { counts }) => sum + (counts.get(name) ?? 0), 0)
  }
}
