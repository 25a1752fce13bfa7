import { bornKey, isAnother } from '../storage/born.ts'
import type { Rows } from '../storage/local-store.ts'
import { type AssetRow, isOnlyHere, isToPutBack } from './asset-row.ts'

/** A row as it is in the store, or was in the one that is gone. `rows` has the database's name too. */
export function storedOrKnown(rows: Rows, key: string, known: AssetRow | undefined, bornKnown: string | undefined) {
  const there = rows.get('assets', key)
  return known && isAnother(rows.get(...bornKey), bornKnown) && isToPutBack(known, there) ? known : there
}

/** What stands in for a row that is missing, damaged perhaps, until the rows are read: nothing takes an unsent file's place. */
export function unsent(known: AssetRow | undefined): AssetRow | undefined {
  return known && isOnlyHere(known) ? known : undefined
}
