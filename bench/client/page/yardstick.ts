import { openDB } from 'idb'

/** One strict put over the last one, as an app makes that keeps its document in IndexedDB by itself. */
export async function openYardstick(name: string): Promise<(bytes: ArrayBuffer) => Promise<void>> {
  const database = await openDB(name, 1, { upgrade: (opened) => void opened.createObjectStore('documents') })
  return async (bytes) => {
    const transaction = database.transaction('documents', 'readwrite', { durability: 'strict' })
    await Promise.all([transaction.store.put(bytes, 'timed'), transaction.done])
  }
}
