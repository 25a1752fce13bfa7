import { count, exactDollars } from './figures.ts'
import { markdownTable } from './markdown-table.ts'
import { type Price, prices, type Tier } from './prices.ts'

/** Every price, with AWS's page that names it. */
export function priceTable(): string {
  const rows = Object.values<Price>(prices).map(({ name, unit, per, tiers, source }) => [
    name,
    per === 1 ? unit : `${count(per)} ${unit}s`,
    tiers.map((tier) => tierText(tier, per)).join('; '),
    `[${new URL(source).pathname.split('/')[1]}](${source})`,
  ])
  return markdownTable(['what', 'for a', 'USD', 'source'], ['left', 'left', 'left', 'left'], rows)
}

const tierText = ({ upTo, price }: Tier, per: number) =>
  `${exactDollars(price * per)}${Number.isFinite(upTo) ? ` up to ${count(upTo)}` : ''}`
