import type { TableName } from './tables.ts'

/** A raw value that is no row, kept for a person to look at. */
export interface SetAsideRow {
  readonly table: TableName
  readonly key: string
  /** Null where the browser has lost it. */
  readonly raw: unknown
  /** What the schema said. */
  readonly reason: string
}
