import { SyncClosed } from '../lifecycle/sync-closed.ts'
import type { Change, LocalStore, RowKey, Rows } from './local-store.ts'
import type { SetAsideRow } from './set-aside-row.ts'
import { readStoredRow } from './stored-row.ts'
import type { TableName, Tables } from './tables.ts'
import { transactionRows } from './transaction-rows.ts'

/** What outlives the store: hand the same one to a new store, and it is the same device after a reload. */
export interface MemoryDisk {
  readonly tables: Map<string, unknown>
  readonly setAside: SetAsideRow[]
  /** Thrown by every write while set: a device that refuses. */
  refusal?: Error | undefined
}

export function memoryDisk(): MemoryDisk {
  return { tables: new Map(), setAside: [] }
}

/** A device's store in memory, for tests and for hosts' own. It passes the suite of the real one. */
export class MemoryLocalStore implements LocalStore {
  #disk: () => MemoryDisk

  constructor(disk: MemoryDisk = memoryDisk()) {
    this.#disk = () => disk
  }

  async get<N extends TableName>(table: N, key: string): Promise<Tables[N] | undefined> {
    const stored = readStoredRow(table, key, this.#raw(table, key))
    if (stored.kind === 'unreadable') this.#moveAside([stored.setAside])
    return stored.kind === 'row' ? stored.row : undefined
  }

  async all<N extends TableName>(
    table: N,
    under?: string,
  ): Promise<readonly (readonly [key: string, row: Tables[N]])[]> {
    const prefix = `${table}/`
    const keys = this.#keysUnder(under === undefined ? table : prefix + under).sort()
    return keys.flatMap((full) => {
      const key = full.slice(prefix.length)
      const stored = readStoredRow(table, key, this.#raw(table, key))
      if (stored.kind === 'unreadable') this.#moveAside([stored.setAside])
      return stored.kind === 'row' ? [[key, stored.row] as const] : []
    })
  }

  async transact<T>(
    keys: readonly RowKey[],
    decide: (rows: Rows) => { changes: readonly Change[]; result: T },
  ): Promise<T> {
    const read = transactionRows(
      keys,
      keys.map(([table, key]) => this.#raw(table, key)),
    )
    const { changes, result } = decide(read.rows)
    const { refusal } = this.#disk()
    if (refusal && changes.length > 0) throw refusal
    this.#moveAside(read.unreadable)
    for (const change of changes) this.#apply(change)
    return result
  }

  async setAside(): Promise<readonly SetAsideRow[]> {
    return [...this.#disk().setAside]
  }

  close(): void {
    this.#disk = () => {
      throw new SyncClosed()
    }
  }

  #raw(table: TableName, key: string): unknown {
    return structuredClone(this.#disk().tables.get(`${table}/${key}`))
  }

  #moveAside(unreadable: readonly SetAsideRow[]): void {
    for (const row of unreadable) {
      this.#disk().setAside.push(row)
      this.#disk().tables.delete(`${row.table}/${row.key}`)
    }
  }

  #apply(change: Change): void {
    if ('put' in change) this.#disk().tables.set(`${change.put}/${change.key}`, structuredClone(change.row))
    else if ('remove' in change) this.#disk().tables.delete(`${change.remove}/${change.key}`)
    else for (const key of this.#keysUnder(`${change.removeUnder}/${change.key}`)) this.#disk().tables.delete(key)
  }

  #keysUnder(prefix: string): string[] {
    return [...this.#disk().tables.keys()].filter((key) => key.startsWith(`${prefix}/`))
  }
}
