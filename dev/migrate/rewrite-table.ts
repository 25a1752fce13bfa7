import * as v from 'valibot'
import type { Item } from '../../lambdas/storage/dynamo-refused-item.ts'
import { countVersions } from './count-versions.ts'
import { MigrateFailure } from './migrate-failure.ts'
import type { Migration } from './migration.ts'
import type { MigrationLog } from './migration-log.ts'
import type { Pace } from './pace.ts'
import { type RowOutcome, type RowStore, rewriteRow } from './rewrite-row.ts'
import { keyOf } from './row-rewrite.ts'
import { scanRows } from './scan-rows.ts'
import { nothingYet, type Tally } from './tally.ts'

export interface TableRewrite {
  readonly store: RowStore
  readonly log: MigrationLog
  readonly pace: Pace
  readonly say: (sentence: string) => void
}

/** Rows under way at once. */
const lanes = 8
const walks = 3
const keysShown = 5

/**
 * Brings every row of a table to the migration's version, and counts them afterwards. It may be stopped anywhere, and
 * goes on from the last page that it finished.
 *
 * @returns how many rows there are, all of that version or a later one
 * @throws MigrateFailure `unreadable-rows`, `rows-still-older`
 */
export async function rewriteTable(rewrite: TableRewrite, migration: Migration): Promise<number> {
  for (let walk = 0; walk < walks; walk += 1) {
    const tally = await walkTable(rewrite, migration)
    rewrite.say(
      `${tally.looked} rows were looked at, ${tally.rewritten} rewritten; ${tally.readAgain} were read again, having changed meanwhile.`,
    )
    const counts = await countVersions(rewrite.store, migration.toVersion, rewrite.pace)
    const older = [...counts].filter(([version]) => version < migration.toVersion)
    if (older.length === 0) return [...counts.values()].reduce((sum, count) => sum + count, 0)
    // Written by a function of the release before, behind the walk.
    rewrite.say(
      `${older.reduce((sum, [, count]) => sum + count, 0)} rows are older again: the table is walked once more.`,
    )
  }
  throw new MigrateFailure(
    'rows-still-older',
    `Functions of an older release go on writing rows of ${migration.table} as they were.`,
    'Finish the deploy of this release, then run it again.',
  )
}

async function walkTable(
  { store, log, pace, say }: TableRewrite,
  { name, table, toVersion }: Migration,
): Promise<Tally> {
  const begun = await log.progressOf(name)
  let { tally, position } = begun?.position === undefined ? { tally: nothingYet, position: undefined } : begun
  if (position !== undefined) say(`It goes on where it stopped, after ${tally.looked} rows.`)
  const unreadable: string[] = []
  do {
    const page = await scanRows(store, toVersion, pace.rowsPerPage, position)
    const outcomes = await inLanes(page.rows, (row) => rewriteOrName(store, row, toVersion))
    for (const outcome of outcomes) if (outcome.kind === 'unreadable') unreadable.push(outcome.key)
    tally = added(tally, outcomes)
    position = page.next
    await log.keep(name, { tally, position })
    await pace.passed(page.rows.length)
  } while (position !== undefined)
  if (unreadable.length === 0) return tally
  throw new MigrateFailure(
    'unreadable-rows',
    `${unreadable.length} rows of ${table} are not what any release has written, and were left as they are: ` +
      `${unreadable.slice(0, keysShown).join(', ')}${unreadable.length > keysShown ? ', …' : ''}.`,
    'Mend or remove them, then run it again; all others are rewritten.',
  )
}

type Outcome = RowOutcome | { readonly kind: 'unreadable'; readonly readAgain: 0; readonly key: string }

async function rewriteOrName(store: RowStore, row: Item, toVersion: number): Promise<Outcome> {
  try {
    return await rewriteRow(store, row, toVersion)
  } catch (error) {
    if (!v.isValiError(error)) throw error
    return { kind: 'unreadable', readAgain: 0, key: JSON.stringify(keyOf(store.shape, row)) }
  }
}

function added(tally: Tally, outcomes: readonly Outcome[]): Tally {
  return {
    looked: tally.looked + outcomes.length,
    rewritten: tally.rewritten + outcomes.filter(({ kind }) => kind === 'rewritten').length,
    readAgain: tally.readAgain + outcomes.reduce((sum, { readAgain }) => sum + readAgain, 0),
  }
}

async function inLanes<T, R>(all: readonly T[], run: (one: T) => Promise<R>): Promise<R[]> {
  const left = all.entries()
  const results: R[] = []
  const lane = async () => {
    for (const [index, one] of left) results[index] = await run(one)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return results
}
