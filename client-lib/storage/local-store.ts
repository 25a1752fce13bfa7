import type { SetAsideRow } from './set-aside-row.ts'
import type { TableName, Tables } from './tables.ts'

export type RowKey = { readonly [N in TableName]: readonly [table: N, key: string] }[TableName]
export type Change =
  | { readonly [N in TableName]: { readonly put: N; readonly key: string; readonly row: Tables[N] } }[TableName]
  | { readonly remove: TableName; readonly key: string }

export interface Rows {
  get<N extends TableName>(table: N, key: string): Tables[N] | undefined
}

/** The device's durable rows. Every row is parsed when read. */
export interface LocalStore {
  get<N extends TableName>(table: N, key: string): Promise<Tables[N] | undefined>
  all<N extends TableName>(table: N): Promise<readonly (readonly [key: string, row: Tables[N]])[]>
  /**
   * One strict-durability transaction: reads `keys`, asks the pure `decide` what to change, writes it.
   * Settles when the changes are on disk; answers what `decide` answered.
   * @throws StorageFull | StorageUnavailable
   */
  transact<T>(keys: readonly RowKey[], decide: (rows: Rows) => { changes: readonly Change[]; result: T }): Promise<T>
  /** Rows that could not be read, as they were: what they name may still be wanted. */
  setAside(): Promise<readonly SetAsideRow[]>
  close(): void
}
