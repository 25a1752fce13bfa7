import { handlesDatabaseName } from '../media-store/in-place/handle-records.ts'
import { mediaDatabaseName } from '../media-store/media-database-name.ts'
import { answered, undefinedWhereRefused } from '../storage/answered.ts'
import { browserInventory } from '../storage/browser-inventory.ts'
import { resultOf } from '../storage/idb-result.ts'
import { withDatabases } from '../storage/with-databases.ts'

/** Removes all that this account has in this browser. Its own connections are to be closed before. */
export async function eraseFromDevice(name: string): Promise<void> {
  browserInventory(name).clear()
  await Promise.all([erase(name), erase(mediaDatabaseName(name)), erase(handlesDatabaseName(name))])
  // Last: rows that stay without their files would name them as lost, and files without rows are swept away.
  await eraseFolder(name)
}

/**
 * A tab that still has it open lets go at once, or, frozen, when it is thawed: the browser deletes it then. Where it does
 * not say so meanwhile, this fails after a while.
 */
function erase(database: string): Promise<void> {
  const ask = (databases: IDBFactory) =>
    new Promise<void>((resolve, reject) => {
      const request = databases.deleteDatabase(database)
      request.onblocked = () => resolve()
      resultOf(request).then(() => resolve(), reject)
    })
  return answered(() => withDatabases(ask))
}

/** So long another tab, which was writing a file, may take to let go of it: engines do so a while after it has closed. */
const patienceMs = 10_000
const pauseMs = 50

async function eraseFolder(name: string): Promise<void> {
  // A browser without a file system has kept nothing there.
  const root = await answered(async () => navigator.storage?.getDirectory?.()).catch(undefinedWhereRefused)
  for (let waitedMs = 0; root; waitedMs += pauseMs) {
    try {
      return await answered(() => root.removeEntry(name, { recursive: true }))
    } catch (error) {
      const reason = error instanceof DOMException ? error.name : ''
      if (reason === 'NotFoundError') return
      if (reason !== 'NoModificationAllowedError' || waitedMs >= patienceMs) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}
