import { databaseVersion } from './database-version.ts'
import { type DatabaseShape, IdbConnection } from './idb-connection.ts'
import { doneOf } from './idb-done.ts'
import { resultOf } from './idb-result.ts'
import type { Change, LocalStore, RowKey, Rows } from './local-store.ts'
import type { SetAsideRow } from './set-aside-row.ts'
import { readStoredRow } from './stored-row.ts'
import { isLostValue, storedValue, storedValues } from './stored-value.ts'
import { tableNames } from './table-schemas.ts'
import type { TableName, Tables } from './tables.ts'
import { transactionRows } from './transaction-rows.ts'

const setAsideTable = 'set_aside'
const lostAside: SetAsideRow = { table: 'assets', key: '', raw: null, reason: 'lost by the browser' }

const shape: DatabaseShape = {
  version: databaseVersion,
  upgrade(database) {
    const absent = (name: string) => !database.objectStoreNames.contains(name)
    for (const name of tableNames.filter(absent)) database.createObjectStore(name)
    if (absent(setAsideTable)) database.createObjectStore(setAsideTable, { autoIncrement: true })
  },
}

/** The device's rows in IndexedDB; every write is one transaction that is on disk when it settles. */
export class IdbLocalStore implements LocalStore {
  readonly #connection: IdbConnection

  /** @param onDropped told when the connection was ended from outside: what was stored may be gone */
  constructor(databaseName: string, onDropped?: () => void) {
    this.#connection = new IdbConnection(databaseName, shape, onDropped)
  }

  async get<N extends TableName>(table: N, key: string): Promise<Tables[N] | undefined> {
    const raw: unknown = await this.#read(table, (read) => storedValue<unknown>(read().get(key)))
    const stored = readStoredRow(table, key, raw)
    if (stored.kind === 'unreadable') await this.#moveAside([stored.setAside])
    return stored.kind === 'row' ? stored.row : undefined
  }

  async all<N extends TableName>(
    table: N,
    under?: string,
  ): Promise<readonly (readonly [key: string, row: Tables[N]])[]> {
    const range = under === undefined ? undefined : keysUnder(under)
    const raws = await this.#read(table, (read) => storedValues(read, range))
    const stored = raws.map(([key, raw]) => [key, readStoredRow(table, key, raw)] as const)
    await this.#moveAside(stored.flatMap(([, one]) => (one.kind === 'unreadable' ? [one.setAside] : [])))
    return stored.flatMap(([key, one]) => (one.kind === 'row' ? [[key, one.row] as const] : []))
  }

  async transact<T>(
    keys: readonly RowKey[],
    decide: (rows: Rows) => { changes: readonly Change[]; result: T },
  ): Promise<T> {
    const once = () =>
      this.#write(async (transaction) => {
        const raws = await Promise.all(keys.map(([table, key]) => resultOf(transaction.objectStore(table).get(key))))
        const read = transactionRows(keys, raws)
        const { changes, result } = decide(read.rows)
        moveAside(transaction, read.unreadable)
        for (const change of changes) applyChange(transaction, change)
        // By itself it ends once the page has heard of each request: one that is frozen by then would hold up all tabs.
        transaction.commit()
        return result
      })
    return once().catch(async (error: unknown) => {
      if (!isLostValue(error)) throw error
      // Read by itself, each that is lost is set aside.
      for (const [table, key] of keys) await this.get(table, key)
      return once()
    })
  }

  async setAside(): Promise<readonly SetAsideRow[]> {
    const rows = await this.#read(setAsideTable, storedValues)
    // Sound: `moveAside` alone writes there. One that is lost itself may have been of a file.
    return rows.map(([, row]) => (row as SetAsideRow | null) ?? lostAside)
  }

  close(): void {
    this.#connection.close()
  }

  #read<T>(table: string, ask: (read: () => IDBObjectStore) => Promise<T>): Promise<T> {
    return this.#connection.run((database) => ask(() => database.transaction(table).objectStore(table)))
  }

  async #moveAside(unreadable: readonly SetAsideRow[]): Promise<void> {
    for (const row of unreadable) {
      const { table, key } = row
      await this.#write(async (transaction) => {
        // Another tab may have set it aside since, and written a good one in its place.
        const stored = readStoredRow(table, key, await resultOf<unknown>(transaction.objectStore(table).get(key)))
        if (stored.kind === 'unreadable') moveAside(transaction, [stored.setAside])
      }).catch((error: unknown) => {
        if (!isLostValue(error)) throw error
        // No transaction that has met it can be gone on with.
        return this.#write(async (transaction) => moveAside(transaction, [row]))
      })
    }
  }

  /** `use` may await nothing but the transaction's own requests, or the browser ends it. */
  #write<T>(use: (transaction: IDBTransaction) => Promise<T>): Promise<T> {
    return this.#connection.run(async (database) => {
      const transaction = database.transaction([...database.objectStoreNames], 'readwrite', { durability: 'strict' })
      // Watched from the start: an abort without a listener is an unhandled rejection.
      const done = doneOf(transaction).catch((failed: unknown) => ({ failed }))
      // Chromium tells a page that it is to be frozen: what it has not committed is made again when it is thawed.
      const giveUp = () => abort(transaction)
      globalThis.document?.addEventListener('freeze', giveUp)
      try {
        const result = await use(transaction)
        const outcome = await done
        if (outcome !== undefined) throw outcome.failed
        return result
      } catch (error) {
        giveUp()
        await done
        throw error
      } finally {
        globalThis.document?.removeEventListener('freeze', giveUp)
      }
    })
  }
}

/** A request that fails ends the transaction, which tells why. */
function applyChange(transaction: IDBTransaction, change: Change): void {
  if ('put' in change) transaction.objectStore(change.put).put(change.row, change.key)
  else if ('remove' in change) transaction.objectStore(change.remove).delete(change.key)
  else transaction.objectStore(change.removeUnder).delete(keysUnder(change.key))
}

/** Keys begin with ids and hashes, which hold neither a slash nor anything beyond ASCII. */
function keysUnder(key: string): IDBKeyRange {
  return IDBKeyRange.bound(`${key}/`, `${key}/\uffff`)
}

function moveAside(transaction: IDBTransaction, unreadable: readonly SetAsideRow[]): void {
  for (const row of unreadable) {
    transaction.objectStore(setAsideTable).add(row)
    transaction.objectStore(row.table).delete(row.key)
  }
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort()
  } catch {
    // Already over.
  }
}
