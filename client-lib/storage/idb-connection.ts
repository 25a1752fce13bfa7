import { SyncClosed } from '../lifecycle/sync-closed.ts'
import { answered } from './answered.ts'
import { classifyStorageError } from './classify-storage-error.ts'
import { openDatabase } from './open-database.ts'
import { StorageFull } from './storage-full.ts'
import { StorageUnavailable } from './storage-unavailable.ts'

const olderTab = 'A tab with an older version of the app holds what is stored here: close the other tabs.'

export interface DatabaseShape {
  readonly version: number
  /** Makes the tables that are missing. */
  readonly upgrade: (database: IDBDatabase) => void
}

/**
 * A connection that is opened when first asked for, given up when a newer version of the app needs the database,
 * and opened anew when the browser has dropped it (WebKit does so to pages in the background), also where that is refused
 * once, as Chromium does just after a site was cleared.
 */
export class IdbConnection {
  readonly #name: string
  readonly #shape: DatabaseShape
  readonly #onDropped: () => void
  #opening: Promise<IDBDatabase> | undefined
  /** While it opens: rejects once an older tab holds the database; the opening goes on, and wins when that is closed. */
  #blocked: Promise<never> | undefined
  #closed = false

  /** @param onDropped told when the browser, or whoever deleted the database, has ended the connection */
  constructor(name: string, shape: DatabaseShape, onDropped: () => void = () => undefined) {
    this.#name = name
    this.#shape = shape
    this.#onDropped = onDropped
  }

  /** @throws StorageFull | StorageUnavailable | SyncClosed | whatever `use` threw of its own */
  async run<T>(use: (database: IDBDatabase) => Promise<T>): Promise<T> {
    for (let triesLeft = 2; ; triesLeft -= 1) {
      const opened = this.#open()
      const opening = this.#opening
      try {
        return await whileOpen(opened, use)
      } catch (error) {
        if (!triesLeft || classifyStorageError(error) !== 'transient') throw namedStorageError(error)
      }
      this.#forget(opening)
    }
  }

  close(): void {
    this.#closed = true
    this.#opening?.then((database) => database.close()).catch(() => undefined)
    this.#opening = undefined
  }

  #open(): Promise<IDBDatabase> {
    if (this.#closed) return Promise.reject(new SyncClosed())
    const opening = this.#openOnce()
    const blocked = this.#blocked
    if (!blocked) return opening
    return answered(() => Promise.race([opening, blocked])).catch((error) => {
      // Chromium never opens what it was asked for just as a site was cleared.
      if (error instanceof StorageUnavailable && error.fault === 'transient') this.#forget(opening)
      throw error
    })
  }

  #openOnce(): Promise<IDBDatabase> {
    if (this.#opening) return this.#opening
    let block: (error: Error) => void = () => undefined
    this.#blocked = new Promise((_, reject) => {
      block = reject
    })
    this.#blocked.catch(() => undefined)
    const dropped = () => {
      this.#forget(opening)
      this.#onDropped()
    }
    const opening = openDatabase(this.#name, this.#shape.version, {
      upgrade: this.#shape.upgrade,
      blocked: () => block(new StorageUnavailable('blocked', olderTab, 'held')),
      closing: dropped,
      dropped,
    }).then(
      (database) => {
        if (this.#opening === opening) this.#blocked = undefined
        else database.close()
        return database
      },
      (error: unknown) => {
        this.#forget(opening)
        throw error
      },
    )
    this.#opening = opening
    return opening
  }

  /** Who failed over the same one, or waited for it, may have opened the next. */
  #forget(opening: Promise<IDBDatabase> | undefined): void {
    if (this.#opening === opening) this.#opening = undefined
  }
}

/**
 * As a site is cleared, Chromium and Firefox leave some transactions and requests without any end but the connection's;
 * of a page that Firefox takes into the back/forward cache, and brings back, those under way have none at all.
 */
async function whileOpen<T>(opening: Promise<IDBDatabase>, use: (database: IDBDatabase) => Promise<T>): Promise<T> {
  let end = (_: Event) => {}
  const ended = new Promise<never>((_, reject) => {
    end = (event) => {
      if (event.type === 'close' || (event as PageTransitionEvent).persisted)
        reject(new DOMException('The connection was dropped.', 'AbortError'))
    }
  })
  globalThis.addEventListener?.('pageshow', end)
  try {
    const database = await Promise.race([opening, ended])
    database.addEventListener('close', end)
    try {
      return await Promise.race([use(database), ended])
    } finally {
      database.removeEventListener('close', end)
    }
  } finally {
    globalThis.removeEventListener?.('pageshow', end)
  }
}

function namedStorageError(error: unknown): unknown {
  const fault = classifyStorageError(error)
  if (fault === undefined) return error
  return fault === 'capacity' ? new StorageFull(error) : new StorageUnavailable(error, undefined, fault)
}
