import { resultOf } from './idb-result.ts'
import { withDatabases } from './with-databases.ts'

export interface DatabaseHooks {
  /** Makes the tables that are missing, within the transaction that raises the version. */
  readonly upgrade: (database: IDBDatabase) => void
  /** An older version is open elsewhere, and holds this one up. */
  readonly blocked?: () => void
  /** A newer version, or the deletion, waits for this connection, which is closed then. */
  readonly closing?: () => void
  /** The browser has dropped the connection. */
  readonly dropped?: () => void
}

/** @throws DOMException where the browser refuses */
export async function openDatabase(
  name: string,
  version: number,
  { upgrade, blocked, closing, dropped }: DatabaseHooks,
): Promise<IDBDatabase> {
  const database = await withDatabases((databases) => {
    const request = databases.open(name, version)
    request.onupgradeneeded = () => upgrade(request.result)
    if (blocked) request.onblocked = blocked
    return resultOf(request)
  })
  database.onversionchange = () => {
    closing?.()
    database.close()
  }
  if (dropped) database.onclose = dropped
  return database
}
