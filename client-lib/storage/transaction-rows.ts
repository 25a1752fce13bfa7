import type { RowKey, Rows } from './local-store.ts'
import type { SetAsideRow } from './set-aside-row.ts'
import { readStoredRow } from './stored-row.ts'
import type { TableName, Tables } from './tables.ts'

/** The rows that one transaction has read, and those it must set aside. */
export interface TransactionRows {
  readonly rows: Rows
  readonly unreadable: readonly SetAsideRow[]
}

/** @param raws the stored values, in the order of `keys` */
export function transactionRows(keys: readonly RowKey[], raws: readonly unknown[]): TransactionRows {
  const stored = keys.map(([table, key], index) => readStoredRow(table, key, raws[index]))
  const found = new Map(keys.map(([table, key], index) => [`${table}/${key}`, stored[index]]))
  return {
    unreadable: stored.flatMap((one) => (one.kind === 'unreadable' ? [one.setAside] : [])),
    rows: {
      get<N extends TableName>(table: N, key: string) {
        const one = found.get(`${table}/${key}`)
        if (!one) throw new TypeError(`The transaction did not read ${table}/${key}.`)
        return one.kind === 'row' ? (one.row as Tables[N]) : undefined
      },
    },
  }
}
