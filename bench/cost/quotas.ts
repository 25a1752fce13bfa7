import { stageNamed } from '../../infra/stages.ts'
import { monthAmounts } from './month-amounts.ts'
import { userMonth } from './user-month.ts'

/** A limit of an account as AWS gives it at first, and what the users ask of it in their busiest hour. */
export interface Quota {
  readonly name: string
  readonly limit: number
  readonly unit: string
  readonly lever: string
  readonly source: string
  /** @returns what so many users ask, in the quota's unit */
  readonly load: (users: number) => number
}

/** The share of a day's requests that falls into its busiest hour. */
export const busiestHour = 0.1
const atPeak = (amountOfMonth: number) => ((amountOfMonth / 30) * busiestHour) / 3600
const requestsAtPeak = (users: number) => atPeak(monthAmounts(users).apiRequests)
const docs = 'https://docs.aws.amazon.com'

export const quotas: readonly Quota[] = [
  {
    name: 'API Gateway, requests of an account and region',
    limit: 10_000,
    unit: 'requests/s',
    lever: 'asked for in Service Quotas; beyond that, longer polls or a push channel behind the `ChangeFeed` port',
    source: `${docs}/apigateway/latest/developerguide/limits.html`,
    load: requestsAtPeak,
  },
  {
    name: 'Lambda, functions running at once',
    limit: 1000,
    unit: 'at once',
    lever: 'asked for in Service Quotas; it grows by itself by 1,000 every 10 s up to that',
    source: `${docs}/lambda/latest/dg/gettingstarted-limits.html`,
    load: (users) => atPeak(monthAmounts(users).lambdaGbSeconds),
  },
  {
    name: 'DynamoDB, write units of a table on demand',
    limit: 40_000,
    unit: 'units/s',
    lever: 'asked for in Service Quotas; the partition is the user, so no key is hot; warm throughput before a launch',
    source: `${docs}/amazondynamodb/latest/developerguide/ServiceQuotas.html`,
    load: (users) => atPeak(monthAmounts(users).writeUnits),
  },
  {
    name: 'DynamoDB, read units of a table on demand',
    limit: 40_000,
    unit: 'units/s',
    lever: 'as for writes',
    source: `${docs}/amazondynamodb/latest/developerguide/ServiceQuotas.html`,
    load: (users) => atPeak(monthAmounts(users).readUnits),
  },
  {
    name: 'Cognito, sign-ins and renewed tokens',
    limit: 120,
    unit: 'requests/s',
    lever: 'tokens that live longer; capacity bought by the request/s; or an issuer of your own in `infra/stages.ts`',
    source: `${docs}/cognito/latest/developerguide/quotas.html`,
    load: (users) => atPeak(users * userMonth.signIns),
  },
  {
    name: 'S3, PUTs of one prefix',
    limit: 3500,
    unit: 'requests/s',
    lever: 'none needed: a user has a prefix of their own, and S3 divides the bucket by prefixes as they warm up',
    source: `${docs}/AmazonS3/latest/userguide/optimizing-performance.html`,
    load: (users) => atPeak(monthAmounts(users).s3Writes),
  },
]

const ofBusiestRoute = Math.max(...Object.values(userMonth.requests))

/**
 * Not AWS's, but met before any of AWS's. It is each route's by itself: API Gateway has none for all of an API.
 * Source: API Gateway's Developer Guide, "Throttle requests to your REST APIs" and "… HTTP APIs".
 */
export const stageThrottle = {
  limit: stageNamed('prod').throttle.requestsPerSecond,
  load: (users: number) => atPeak(users * ofBusiestRoute),
}

/** @returns the quotas, those nearest to their limit or farthest over it first */
export function byPressure(users: number): readonly { readonly quota: Quota; readonly share: number }[] {
  return quotas.map((quota) => ({ quota, share: quota.load(users) / quota.limit })).sort((a, b) => b.share - a.share)
}
