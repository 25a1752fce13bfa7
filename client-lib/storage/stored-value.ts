import { resultOf } from './idb-result.ts'
import { StorageUnavailable } from './storage-unavailable.ts'

/** Chromium's word for a value that it has lost: it keeps large ones in files of their own. */
const lost = 'NotReadableError'

/** Whether a transaction ended because it met such a value. */
export function isLostValue(error: unknown): boolean {
  return error instanceof StorageUnavailable && (error.cause as Error | undefined)?.name === lost
}

/** A value, to read alone; null where it is lost, which no row is. */
export function storedValue<T>(request: IDBRequest<T>): Promise<T | null> {
  return resultOf(request).catch((error: DOMException) => {
    if (error.name !== lost) throw error
    return null
  })
}

/**
 * The values of a range with their keys. One that is lost leaves the others.
 * @param read the table, in a transaction of its own each time: one that has met what is lost is over
 */
export async function storedValues(
  read: () => IDBObjectStore,
  range?: IDBKeyRange,
): Promise<readonly (readonly [key: string, value: unknown])[]> {
  const rows = read()
  const [keys, all] = await Promise.all([resultOf(rows.getAllKeys(range)), storedValue<unknown[]>(rows.getAll(range))])
  const values = all ?? (await Promise.all(keys.map((key) => storedValue<unknown>(read().get(key)))))
  return keys.map((key, index) => [String(key), values[index]])
}
