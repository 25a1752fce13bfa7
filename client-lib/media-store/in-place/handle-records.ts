import { type DatabaseShape, IdbConnection } from '../../storage/idb-connection.ts'
import { doneOf } from '../../storage/idb-done.ts'
import { resultOf } from '../../storage/idb-result.ts'
import type { HandleRecord } from './handle-record.ts'

/** Handles by media key. They are no JSON: only IndexedDB keeps them. */
export interface HandleRecords {
  get(key: string): Promise<HandleRecord | undefined>
  /** Durable once it settles. */
  put(key: string, record: HandleRecord): Promise<void>
  remove(key: string): Promise<void>
  keys(): Promise<readonly string[]>
}

const table = 'handles'
const shape: DatabaseShape = { version: 1, upgrade: (database) => void database.createObjectStore(table) }

export function handlesDatabaseName(name: string): string {
  return `${name}-in-place`
}

/** @param name of the account's rows */
export function idbHandleRecords(name: string): HandleRecords {
  const connection = new IdbConnection(handlesDatabaseName(name), shape)
  const read = <T>(ask: (handles: IDBObjectStore) => IDBRequest<T>) =>
    connection.run((database) => resultOf(ask(database.transaction(table).objectStore(table))))
  const change = (make: (handles: IDBObjectStore) => void) =>
    connection.run((database) => {
      const transaction = database.transaction(table, 'readwrite', { durability: 'strict' })
      make(transaction.objectStore(table))
      return doneOf(transaction)
    })
  return {
    get: (key) => read<HandleRecord | undefined>((handles) => handles.get(key)),
    put: (key, record) => change((handles) => handles.put(record, key)),
    remove: (key) => change((handles) => handles.delete(key)),
    keys: async () => (await read((handles) => handles.getAllKeys())).map(String),
  }
}
