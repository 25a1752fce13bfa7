/** A price a unit that falls with the amount of a month. */
export interface Tier {
  /** Units up to which this price holds, from the month's first on. */
  readonly upTo: number
  readonly price: number
}

export interface Price {
  readonly name: string
  readonly unit: string
  /** The unit in a word, where room is short. */
  readonly short: string
  /** For how many units AWS's page names the price. */
  readonly per: number
  readonly tiers: readonly Tier[]
  readonly source: string
}

const million = 1_000_000
const TB = 1024
const flat = (price: number): readonly Tier[] => [{ upTo: Number.POSITIVE_INFINITY, price }]

/** Each is paid for by itself, also where one alarm rests on two. */
export const metricsInAlarms = 15

/** When the prices were looked up, and where they hold. */
export const pricesOf = { region: 'us-east-1', lookedUp: '2026-11-22' } as const

/** AWS's public prices on demand, in USD. Allowances that do not end after a year are in, as tiers of price 0. */
export const prices = {
  apiRequests: {
    name: 'API Gateway, HTTP API',
    unit: 'request',
    short: 'requests',
    per: million,
    tiers: [
      { upTo: 300 * million, price: 1 / million },
      { upTo: Number.POSITIVE_INFINITY, price: 0.9 / million },
    ],
    source: 'https://aws.amazon.com/api-gateway/pricing/',
  },
  lambdaRequests: {
    name: 'Lambda, requests',
    unit: 'request',
    short: 'requests',
    per: million,
    tiers: [
      { upTo: million, price: 0 },
      { upTo: Number.POSITIVE_INFINITY, price: 0.2 / million },
    ],
    source: 'https://aws.amazon.com/lambda/pricing/',
  },
  lambdaGbSeconds: {
    name: 'Lambda, Arm',
    unit: 'GB-second',
    short: 'GB-s',
    per: 1,
    tiers: [
      { upTo: 400_000, price: 0 },
      { upTo: 7_500 * million, price: 0.000_013_333_4 },
      { upTo: 18_750 * million, price: 0.000_012_000_1 },
      { upTo: Number.POSITIVE_INFINITY, price: 0.000_010_666_7 },
    ],
    source: 'https://aws.amazon.com/lambda/pricing/',
  },
  writeUnits: {
    name: 'DynamoDB on demand, writes',
    unit: 'write request unit',
    short: 'units',
    per: million,
    tiers: flat(0.625 / million),
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  },
  readUnits: {
    name: 'DynamoDB on demand, reads',
    unit: 'read request unit',
    short: 'units',
    per: million,
    tiers: flat(0.125 / million),
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  },
  tableGb: {
    name: 'DynamoDB, rows with point-in-time recovery',
    unit: 'GB-month',
    short: 'GB',
    per: 1,
    tiers: [
      { upTo: 25, price: 0.2 },
      { upTo: Number.POSITIVE_INFINITY, price: 0.25 + 0.2 },
    ],
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  },
  s3Writes: {
    name: 'S3, PUT, POST and LIST',
    unit: 'request',
    short: 'requests',
    per: 1000,
    tiers: flat(0.005 / 1000),
    source: 'https://aws.amazon.com/s3/pricing/',
  },
  s3Reads: {
    name: 'S3, GET and all others',
    unit: 'request',
    short: 'requests',
    per: 1000,
    tiers: flat(0.0004 / 1000),
    source: 'https://aws.amazon.com/s3/pricing/',
  },
  objectGb: {
    name: 'S3 Standard',
    unit: 'GB-month',
    short: 'GB',
    per: 1,
    tiers: [
      { upTo: 50 * TB, price: 0.023 },
      { upTo: 500 * TB, price: 0.022 },
      { upTo: Number.POSITIVE_INFINITY, price: 0.021 },
    ],
    source: 'https://aws.amazon.com/s3/pricing/',
  },
  transferGb: {
    name: 'Transfer to the internet',
    unit: 'GB',
    short: 'GB',
    per: 1,
    tiers: [
      { upTo: 100, price: 0 },
      { upTo: 10 * TB, price: 0.09 },
      { upTo: 50 * TB, price: 0.085 },
      { upTo: 150 * TB, price: 0.07 },
      { upTo: Number.POSITIVE_INFINITY, price: 0.05 },
    ],
    source: 'https://aws.amazon.com/ec2/pricing/on-demand/',
  },
  activeUsers: {
    name: 'Cognito Essentials',
    unit: 'monthly active user',
    short: 'users',
    per: 1,
    tiers: [
      { upTo: 10_000, price: 0 },
      { upTo: Number.POSITIVE_INFINITY, price: 0.015 },
    ],
    source: 'https://aws.amazon.com/cognito/pricing/',
  },
  functionLogGb: {
    name: "CloudWatch Logs, the functions' lines",
    unit: 'GB',
    short: 'GB',
    per: 1,
    tiers: [
      { upTo: 10 * TB, price: 0.5 },
      { upTo: 30 * TB, price: 0.25 },
      { upTo: 50 * TB, price: 0.1 },
      { upTo: Number.POSITIVE_INFINITY, price: 0.05 },
    ],
    source: 'https://aws.amazon.com/cloudwatch/pricing/',
  },
  accessLogGb: {
    name: "CloudWatch Logs, the gateway's lines",
    unit: 'GB',
    short: 'GB',
    per: 1,
    tiers: flat(0.5),
    source: 'https://aws.amazon.com/cloudwatch/pricing/',
  },
  watching: {
    name: `CloudWatch: a dashboard, ${metricsInAlarms} metrics in alarms, about 37 of ours`,
    unit: 'month',
    short: 'month',
    per: 1,
    tiers: flat(3 + metricsInAlarms * 0.1 + 37 * 0.3),
    source: 'https://aws.amazon.com/cloudwatch/pricing/',
  },
} as const satisfies Record<string, Price>

export type PriceName = keyof typeof prices

/** @returns USD for so many units in one month */
export function costOf(name: PriceName, amount: number): number {
  let cost = 0
  let from = 0
  for (const { upTo, price } of prices[name].tiers as readonly Tier[]) {
    cost += Math.max(0, Math.min(amount, upTo) - from) * price
    from = upTo
  }
  return cost
}
