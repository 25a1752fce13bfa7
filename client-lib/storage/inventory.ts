import type { TableName } from './tables.ts'

/** A copy of a row. */
export interface InventoryNote {
  readonly table: TableName
  readonly key: string
  /** As it was stored: to be parsed like any row. */
  readonly raw: unknown
}

/**
 * Copies of the few small rows that name what this device alone has, kept where they outlive its database. Best effort:
 * what cannot be noted is not, and nothing waits for it.
 */
export interface Inventory {
  notes(): readonly InventoryNote[]
  note(note: InventoryNote): void
  remove(table: TableName, key: string): void
  clear(): void
  /** The database of this name goes from the browser on purpose: what no page undoes that has not heard of it. */
  setRemoved(born: string, isRemoved: boolean): void
  /** Names of databases that went so. */
  removed(): readonly string[]
}
