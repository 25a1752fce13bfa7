import type { ErrorCode } from '#contract/errors.ts'
import type { CountName } from './count-units.ts'

/** All that is told of one request: numbers, and a code of the contract. Nothing that names a user fits in. */
export interface RequestMetrics {
  readonly counts: ReadonlyMap<CountName, number>
  /** The code of the problem it was answered with. */
  readonly refusal?: ErrorCode
}

/** Where the counts of requests go. */
export interface Metrics {
  emit(request: RequestMetrics): void
}
