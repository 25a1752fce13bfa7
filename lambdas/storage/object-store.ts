import type { StoredObject } from './asset-store.ts'

/** Whole objects, each under a key of its own. */
export interface ObjectStore {
  /** What is stored under this key, as the store itself reports it. */
  head(storageKey: string): Promise<StoredObject | undefined>
  /** Undefined where nothing is stored under this key. */
  read(storageKey: string): Promise<Uint8Array | undefined>
  write(storageKey: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>
}
