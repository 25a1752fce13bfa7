import { type Bill, billOf } from './bill.ts'
import { count, dollars } from './figures.ts'
import { markdownTable } from './markdown-table.ts'
import { type MonthAmounts, monthAmounts } from './month-amounts.ts'
import { type PriceName, prices } from './prices.ts'
import { scales } from './scales.ts'

/** The month's bill at each scale, line by line. */
export function billTable(): string {
  const months = scales.map(({ users }) => ({ bill: billOf(users), amounts: monthAmounts(users) }))
  const line = (name: PriceName) => [
    prices[name].name,
    ...months.map(({ bill, amounts }) => `${dollars(bill.lines[name])} (${amountOf(name, amounts)})`),
  ]
  const sum = (name: string, of: (bill: Bill) => string) => [name, ...months.map(({ bill }) => `**${of(bill)}**`)]
  return markdownTable(
    ['a month', ...scales.map(({ name }) => `${name} users`)],
    ['left', 'right', 'right', 'right'],
    [
      ...(Object.keys(prices) as PriceName[]).map(line),
      sum('**All of it**', ({ total }) => dollars(total)),
      sum('**A user-month**', ({ perUser }) => `$${perUser.toFixed(3)}`),
      sum(
        'of that, sync alone: no bytes kept or fetched, no sign-in',
        ({ perUserForSync }) => `$${perUserForSync.toFixed(4)}`,
      ),
    ],
  )
}

const amountOf = (name: PriceName, amounts: MonthAmounts) => `${count(amounts[name])} ${prices[name].short}`
