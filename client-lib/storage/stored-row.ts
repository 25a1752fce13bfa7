import * as v from 'valibot'
import type { TableName } from './local-store.ts'
import { tableSchemas } from './table-schemas.ts'
import type { Tables } from './tables.ts'

/** A raw value that is no row, kept for a person to look at. */
export interface SetAsideRow {
  readonly table: TableName
  readonly key: string
  readonly raw: unknown
  /** What the schema said. */
  readonly reason: string
}

export type StoredRow<N extends TableName> =
  | { readonly kind: 'absent' }
  | { readonly kind: 'row'; readonly row: Tables[N] }
  | { readonly kind: 'unreadable'; readonly setAside: SetAsideRow }

/** What a stored value is: every row is parsed when read, so that a damaged one is met here and nowhere else. */
export function readStoredRow<N extends TableName>(table: N, key: string, raw: unknown): StoredRow<N> {
  if (raw === undefined) return { kind: 'absent' }
  const parsed = v.safeParse(tableSchemas[table], raw)
  if (parsed.success) return { kind: 'row', row: parsed.output as Tables[N] }
  return { kind: 'unreadable', setAside: { table, key, raw, reason: v.summarize(parsed.issues) } }
}
