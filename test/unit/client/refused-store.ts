import type { LocalStore } from '../../../client-lib/storage/local-store.ts'
import { StorageUnavailable } from '../../../client-lib/storage/storage-unavailable.ts'

const refuse = () => Promise.reject(new StorageUnavailable('blocked by the user', undefined, 'fatal'))

/** As where the user lets no site store anything. */
export const refusedStore: LocalStore = {
  get: refuse,
  all: refuse,
  transact: refuse,
  setAside: refuse,
  close: () => undefined,
}
