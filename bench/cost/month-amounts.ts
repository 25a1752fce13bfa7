import type { AwsCall } from './aws-call.ts'
import { type BackgroundName, backgroundCalls } from './background-calls.ts'
import type { PriceName } from './prices.ts'
import { type RequestName, requestCalls } from './request-calls.ts'
import { accessLogKb, functionGb, functionLogKb, requestMs } from './request-work.ts'
import { userMonth } from './user-month.ts'

const KbInGb = 1024 * 1024

export type MonthAmounts = Readonly<Record<PriceName, number>>

/** What so many active users use in a month, in the units that AWS prices. */
export function monthAmounts(users: number): MonthAmounts {
  const requests = overRequests(() => 1)
  const runs = requests + overBackground(() => 1)
  const msOf = (calls: readonly AwsCall[]) => requestMs(calls) / 1000
  return {
    apiRequests: users * requests,
    lambdaRequests: users * runs,
    lambdaGbSeconds: users * functionGb * (overRequests(msOf) + overBackground(msOf)),
    writeUnits: users * overCalls('writeUnits'),
    readUnits: users * overCalls('readUnits'),
    tableGb: (users * userMonth.rowMb) / 1024,
    s3Writes: users * (overCalls('s3Writes') + userMonth.parts),
    s3Reads: users * (overCalls('s3Reads') + userMonth.parts),
    objectGb: users * userMonth.storedGb,
    transferGb: users * (userMonth.downloadGb + overRequests((_, request) => userMonth.replyKb[request]) / KbInGb),
    activeUsers: users,
    functionLogGb: (users * runs * functionLogKb) / KbInGb,
    accessLogGb: (users * requests * accessLogKb) / KbInGb,
    watching: 1,
  }
}

/** A sum over all requests of one user's month. */
function overRequests(amount: (calls: readonly AwsCall[], request: RequestName) => number): number {
  const names = Object.keys(requestCalls) as RequestName[]
  return names.reduce((sum, name) => sum + userMonth.requests[name] * amount(requestCalls[name], name), 0)
}

/** A sum over what is done behind the requests of one user's month. */
function overBackground(amount: (calls: readonly AwsCall[]) => number): number {
  const names = Object.keys(backgroundCalls) as BackgroundName[]
  return names.reduce((sum, name) => sum + userMonth.background[name] * amount(backgroundCalls[name]), 0)
}

function overCalls(unit: Exclude<keyof AwsCall, 'command'>): number {
  const unitsOf = (calls: readonly AwsCall[]) => calls.reduce((sum, call) => sum + (call[unit] ?? 0), 0)
  return overRequests(unitsOf) + overBackground(unitsOf)
}
