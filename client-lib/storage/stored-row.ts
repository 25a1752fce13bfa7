import * as v from 'valibot'
import type { SetAsideRow } from './set-aside-row.ts'
import { StorageUnavailable } from './storage-unavailable.ts'
import { tableSchemas } from './table-schemas.ts'
import type { TableName, Tables } from './tables.ts'

export type StoredRow<N extends TableName> =
  | { readonly kind: 'absent' }
  | { readonly kind: 'row'; readonly row: Tables[N] }
  | { readonly kind: 'unreadable'; readonly setAside: SetAsideRow }

const newestVersion = 1
const writtenByNewer = 'A newer version of the app has written what is stored here: reload this tab.'
const NewerRow = v.object({ schemaVersion: v.pipe(v.number(), v.minValue(newestVersion + 1)) })

/** What a stored value is: every row is parsed when read, so that a damaged one is met here and nowhere else. */
export function readStoredRow<N extends TableName>(table: N, key: string, raw: unknown): StoredRow<N> {
  if (raw === undefined) return { kind: 'absent' }
  // Neither read nor set aside: the newer app that wrote it is the one to go on with.
  if (v.safeParse(NewerRow, raw).success) throw new StorageUnavailable(`${table}/${key}`, writtenByNewer)
  const parsed = v.safeParse(tableSchemas[table], raw)
  if (parsed.success) return { kind: 'row', row: parsed.output as Tables[N] }
  return { kind: 'unreadable', setAside: { table, key, raw, reason: v.summarize(parsed.issues) } }
}
