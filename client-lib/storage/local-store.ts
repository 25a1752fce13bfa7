import type { SetAsideRow } from './set-aside-row.ts'
import type { TableName, Tables } from './tables.ts'

export type RowKey = { readonly [N in TableName]: readonly [table: N, key: string] }[TableName]
export type Change =
  | { readonly [N in TableName]: { readonly put: N; readonly key: string; readonly row: Tables[N] } }[TableName]
  | { readonly remove: TableName; readonly key: string }
  /** Every row whose key begins with this one and a slash. */
  | { readonly removeUnder: TableName; readonly key: string }

export interface Rows {
  get<N extends TableName>(table: N, key: string): Tables[N] | undefined
}

/** The device's durable rows. Every row is parsed when read. */
export interface LocalStore {
  get<N extends TableName>(table: N, key: string): Promise<Tables[N] | undefined>
  /** @param under only rows whose keys begin with this one and a slash; in the order of keys */
  all<N extends TableName>(table: N, under?: string): Promise<readonly (readonly [key: string, row: Tables[N]])[]>
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
