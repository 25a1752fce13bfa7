import { resultOf } from './idb-result.ts'

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

/** Of a page whose own way to the databases is dead. */
let frame: HTMLIFrameElement | undefined

/** @throws DOMException where the browser refuses */
export async function openDatabase(
  name: string,
  version: number,
  { upgrade, blocked, closing, dropped }: DatabaseHooks,
): Promise<IDBDatabase> {
  const open = () => {
    const factory = frame?.contentWindow?.indexedDB ?? globalThis.indexedDB
    if (!factory) throw new DOMException('This browser has no IndexedDB.', 'SecurityError')
    const request = factory.open(name, version)
    request.onupgradeneeded = () => upgrade(request.result)
    if (blocked) request.onblocked = blocked
    return resultOf(request)
  }
  const tried = frame
  const database = await open().catch((error: DOMException) => {
    // WebKit says so to a page for good once its process that stores has died, as on a phone that was put away, and to all
    // workers of it; not to a frame that is made then.
    if (!error.message.includes('server lost') || !globalThis.document) throw error
    if (frame === tried) {
      // Whatever was open by way of it has ended too.
      tried?.remove()
      frame = document.createElement('iframe')
      frame.hidden = true
      document.documentElement.append(frame)
    }
    return open()
  })
  database.onversionchange = () => {
    closing?.()
    database.close()
  }
  if (dropped) database.onclose = dropped
  return database
}
