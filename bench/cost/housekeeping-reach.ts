import { longestRunMinutes, startedEveryMinutes } from '../../infra/housekeeping/schedule.ts'
import { accountsAtOnce, roomMs } from '../../lambdas/housekeeping/keep-house.ts'
import { longestGapMs } from '../../lambdas/housekeeping/mark-of.ts'
import { backgroundCalls } from './background-calls.ts'
import { requestMs } from './request-work.ts'

const minuteMs = 60 * 1000
const dayMs = 24 * 60 * minuteMs

/** Accounts that housekeeping comes to in a day, where each takes as long as it is priced at. */
export function accountsADay(): number {
  const beginningMs = longestRunMinutes * minuteMs - roomMs
  const runs = dayMs / (startedEveryMinutes * minuteMs)
  return (
    (accountsAtOnce * runs * beginningMs) / requestMs(backgroundCalls['housekeeping of an account with five projects'])
  )
}

/** Past so many accounts a pass takes longer than a mark lasts, and nothing is ever found to have been left for long enough. */
export function mostAccounts(): number {
  return (accountsADay() * longestGapMs) / dayMs
}
