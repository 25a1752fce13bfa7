import { checkRetention } from '../storage/retention.ts'
import { checkAccounts, checkCallers, checkDomain, checkOrigins } from './check-addresses.ts'
import { checkLimits, checkLogDays, checkThrottle } from './check-amounts.ts'
import { refuse } from './refuse.ts'
import type { Stage } from './stage.ts'

/**
 * Refuses at synth what a deploy, or the users, would find out.
 *
 * @throws RangeError naming the value, what is wrong with it and what to write instead
 */
export function checkStage(stage: Stage): void {
  const { name, gateway, mediaOrigins, accounts, retention, limits, throttle, logDays } = stage
  if (!/^[\w-]{1,64}$/.test(name)) refuse('name', name, 'is not of letters, digits, - and _ alone; metrics go by it')
  checkOrigins(gateway.kind === 'http' ? [...gateway.allowedOrigins, ...mediaOrigins] : mediaOrigins)
  checkCallers(gateway)
  checkDomain(gateway)
  checkAccounts(accounts)
  checkRetention(retention)
  checkLimits(limits)
  checkThrottle(throttle)
  checkLogDays(logDays)
}
