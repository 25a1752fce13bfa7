import * as v from 'valibot'
import type { Pace } from './pace.ts'
import type { RowStore } from './rewrite-row.ts'
import { type ScanPosition, scanRows } from './scan-rows.ts'

const Versioned = v.object({ schema_version: v.number() })

/** How many rows of a table are at which version, those that tell none at 0; reads all, writes nothing. */
export async function countVersions(
  store: RowStore,
  toVersion: number,
  pace: Pace,
): Promise<ReadonlyMap<number, number>> {
  const counts = new Map<number, number>()
  let after: ScanPosition | undefined
  do {
    const page = await scanRows(store, toVersion, pace.rowsPerPage, after)
    for (const row of page.rows) {
      const version = v.is(Versioned, row) ? row.schema_version : 0
      counts.set(version, (counts.get(version) ?? 0) + 1)
    }
    await pace.passed(page.rows.length)
    after = page.next
  } while (after !== undefined)
  return counts
}
