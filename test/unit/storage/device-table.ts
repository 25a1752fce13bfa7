import type { IdbLocalStore } from '../../../client-lib/storage/idb-local-store.ts'
import { resultOf } from '../../../client-lib/storage/idb-result.ts'

/** A database of the one table in which a device keeps what is its own. */
export const shape = { version: 1, upgrade: (database: IDBDatabase) => void database.createObjectStore('device') }
export const count = (database: IDBDatabase) => resultOf(database.transaction('device').objectStore('device').count())

export const pause = { put: 'device', key: 'pause', row: { schemaVersion: 1, kind: 'pause', paused: true } } as const
export const keep = (store: IdbLocalStore) => store.transact([], () => ({ changes: [pause], result: undefined }))
