import type { LocalStore } from '../../../client-lib/storage/local-store.ts'
import { MemoryLocalStore } from '../../../client-lib/storage/memory-local-store.ts'
import { StorageUnavailable } from '../../../client-lib/storage/storage-unavailable.ts'

/** A store that fails as it is told, and counts how often it is asked. */
export function failingStore() {
  const rows = new MemoryLocalStore()
  const told = { failure: undefined as Error | undefined, asked: 0 }
  const ask = <T>(use: () => Promise<T>): Promise<T> => {
    told.asked += 1
    return told.failure ? Promise.reject(told.failure) : use()
  }
  const store: LocalStore = {
    get: (table, key) => ask(() => rows.get(table, key)),
    all: (table, under) => ask(() => rows.all(table, under)),
    transact: (keys, decide) => ask(() => rows.transact(keys, decide)),
    setAside: () => ask(() => rows.setAside()),
    close: () => rows.close(),
  }
  return { store, told }
}

export const transient = () => new StorageUnavailable('lost', 'The connection is lost.')
export const held = () => new StorageUnavailable('blocked', undefined, 'held')
export const look = ({ store }: { store: LocalStore }) => store.get('device', 'pause')

export async function failed(guarded: { store: LocalStore }, times: number): Promise<void> {
  for (let failures = 0; failures < times; failures += 1) await look(guarded).catch(() => undefined)
}
