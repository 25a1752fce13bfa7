import { RetentionDays } from 'aws-cdk-lib/aws-logs'
import { refuse, wholeFrom1 } from './refuse.ts'
import type { Stage, UsageLimits } from './stage.ts'

/** @throws RangeError when a limit is neither an amount nor `none` */
export function checkLimits(limits: UsageLimits): void {
  for (const [name, limit] of Object.entries(limits)) {
    if (limit !== 'none') wholeFrom1(`limits.${name}`, limit, ", nor 'none'")
  }
}

/** @throws RangeError when every request would be refused */
export function checkThrottle({ requestsPerSecond, burst }: Stage['throttle']): void {
  wholeFrom1('throttle.requestsPerSecond', requestsPerSecond)
  wholeFrom1('throttle.burst', burst)
}

/** @throws RangeError when CloudWatch keeps logs for no such time */
export function checkLogDays(logDays: number): void {
  const known = Object.values(RetentionDays).filter((days) => typeof days === 'number')
  if (known.includes(logDays)) return
  const next = known.filter((days) => days < Number(RetentionDays.INFINITE)).sort((a, b) => a - b)
  refuse('logDays', logDays, `is no time that CloudWatch knows; it has ${next.join(', ')}`)
}
