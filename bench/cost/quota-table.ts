import { count, percent } from './figures.ts'
import { markdownTable } from './markdown-table.ts'
import { byPressure } from './quotas.ts'
import { scales } from './scales.ts'

const named = 4

/** At each scale the quotas it meets first, and what to do about them. */
export function quotaTable(): string {
  const rows = scales.flatMap(({ name, users }) =>
    byPressure(users)
      .slice(0, named)
      .map(({ quota, share }, index) => [
        index === 0 ? `${name} users` : '',
        `[${quota.name}](${quota.source})`,
        `${count(quota.load(users))} of ${count(quota.limit)} ${quota.unit}`,
        percent(share),
        count(users / share),
        quota.lever,
      ]),
  )
  return markdownTable(
    ['scale', 'quota', 'in the busiest hour', 'share', 'met at, users', 'lever'],
    ['left', 'left', 'right', 'right', 'right', 'left'],
    rows,
  )
}
