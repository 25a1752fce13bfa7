import { handlesDatabaseName } from '../media-store/in-place/handle-records.ts'
import { mediaDatabaseName } from '../media-store/media-database-name.ts'
import { browserInventory } from '../storage/browser-inventory.ts'
import { resultOf } from '../storage/idb-result.ts'

/** Removes all that this account has in this browser. Its own connections are to be closed before. */
export async function eraseFromDevice(name: string): Promise<void> {
  browserInventory(name).clear()
  await Promise.all([erase(name), erase(mediaDatabaseName(name)), erase(handlesDatabaseName(name)), eraseFolder(name)])
}

/** A tab that still has it open lets go at once, or, frozen, when it is thawed: the browser deletes it then. */
function erase(database: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(database)
    request.onblocked = () => resolve()
    resultOf(request).then(() => resolve(), reject)
  })
}

async function eraseFolder(name: string): Promise<void> {
  // A browser without a file system has kept nothing there.
  const root = await navigator.storage?.getDirectory?.().catch(() => undefined)
  await root?.removeEntry(name, { recursive: true }).catch((error: unknown) => {
    if (!(error instanceof DOMException) || error.name !== 'NotFoundError') throw error
  })
}
