import { backgroundTable } from './background-table.ts'
import { billTable } from './bill-table.ts'
import { count } from './figures.ts'
import { accountsADay, mostAccounts } from './housekeeping-reach.ts'
import { priceTable } from './price-table.ts'
import { pricesOf } from './prices.ts'
import { quotaTable } from './quota-table.ts'
import { busiestHour, stageThrottle } from './quotas.ts'
import { requestTable } from './request-table.ts'
import { functionGb } from './request-work.ts'
import { userMonth } from './user-month.ts'

/** `docs/cost.md`, whole: what the backend costs, from the calls that its requests make. */
export function costPage(): string {
  return `${[
    '# What the backend costs',
    'Written by `npm run cost` from `bench/cost`; `npm run check` fails where the two differ. The calls below are those that the test of CO1 holds the functions to. ' +
      `Prices are AWS's public ones on demand in ${pricesOf.region}, looked up on ${pricesOf.lookedUp} on the pages named below, and in published copies of those whose figures a script fills in: look them up again before you budget. No commitment and no discount is in them.`,
    '## A month of one active user',
    month(),
    requestTable(),
    'A read unit is 4 KB read consistently, a write unit 1 KB of the row that is written; in a transaction both count twice, and a row that moves in its index costs two more. ' +
      'A project is 30 KB of JSON, 7 KB as a row. The milliseconds of a function are assumed, not measured on AWS.',
    '## Behind the requests',
    'Work that no request waits for: the history, written from the stream of changes, which itself costs nothing to read; and housekeeping, which looks at every account once a day.',
    backgroundTable(),
    '## The bill',
    formula(),
    billTable(),
    '## Which quota comes first',
    `The busiest hour is taken to hold ${busiestHour * 100} % of a day's requests. Named are the four of AWS's quotas, as an account has them at first, that are nearest to their limit or farthest over it; where the share is over 100 %, the lever must have been used before. ` +
      throttle(),
    quotaTable(),
    reach(),
    '## Prices',
    priceTable(),
  ].join('\n\n')}\n`
}

function month(): string {
  const { activeDays, hoursADay, pollSeconds, uploads, assetMb, storedGb, downloadGb, rowMb } = userMonth
  return (
    `Assumed, in \`bench/cost/user-month.ts\`; put your app's in their place. ${activeDays} days of ${hoursADay} h with the editor in view: ` +
    `a write a minute, a poll every ${pollSeconds} s. ${uploads} files of ${assetMb} MB are sent up, and fetched once by another device (${count(downloadGb)} GB). ` +
    `${storedGb} GB of media and ${rowMb} MB of rows are kept.`
  )
}

function throttle(): string {
  const { limit, load } = stageThrottle
  const users = limit / load(1)
  return (
    `Before them comes a limit of our own: \`throttle\` in \`infra/stages.ts\` lets ${count(limit)} requests/s of each route through in \`prod\`, ` +
    `and the busiest, the listing, has enough for ${count(users)} users. It is each route's by itself, so that all of them together may be as many times that.`
  )
}

function reach(): string {
  return (
    `Housekeeping comes to ${count(accountsADay())} accounts a day. Where there are more, a pass takes longer than a day, and what was deleted stays as much longer; ` +
    `past ${count(mostAccounts())} no mark would live to its grace, and nothing would be taken away: raise \`accountsAtOnce\` in \`lambdas/housekeeping/keep-house.ts\` before.`
  )
}

function formula(): string {
  return [
    'Each line is what all users of a month use of it, tier by tier, times its price:',
    '- requests = users × Σ a month; those of Lambda with what is done behind them',
    `- GB-seconds = users × ${functionGb} GB × Σ a month × function ms ÷ 1000`,
    '- read, write and S3 units = users × Σ a month × units, of both tables, and for each part of a file a PUT by the browser that sends it and a GET by the one that fetches it',
    '- transfer = users × (files fetched + Σ a month × the size of the answer)',
  ].join('\n')
}
