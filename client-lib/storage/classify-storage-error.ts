/**
 * What a failure of the browser's storage means. `transient`: another connection, or a later try, may do. `capacity`:
 * there is no room. `invalid-data`: this row or request is refused however often. `held`: another version of the app has
 * it. `fatal`: this browser gives no database.
 */
export type StorageFault = 'transient' | 'capacity' | 'invalid-data' | 'held' | 'fatal'

const faults: Readonly<Record<string, StorageFault>> = {
  // The connection was closed by the browser (WebKit in the background, a cleared site), or was never given.
  InvalidStateError: 'transient',
  // "Connection to Indexed Database server lost" (WebKit), "Internal error opening backing store" (Chromium).
  UnknownError: 'transient',
  // "Failed to write blobs" (Chromium, where its disk fails or is full): no key of ours is one that it could mean else.
  DataError: 'transient',
  // A transaction that the browser ended early: nothing of it was written.
  TransactionInactiveError: 'transient',
  AbortError: 'transient',
  TimeoutError: 'transient',
  QuotaExceededError: 'capacity',
  // Firefox, where the disk is full.
  NS_ERROR_FILE_NO_DEVICE_SPACE: 'capacity',
  // A value that was moved out of the database to a file, which is gone.
  NotReadableError: 'invalid-data',
  DataCloneError: 'invalid-data',
  ConstraintError: 'invalid-data',
  VersionError: 'held',
}

/** The one place that decides it, by the error's name alone; undefined for what is no failure of the storage. */
export function classifyStorageError(error: unknown): StorageFault | undefined {
  // Of a frame's realm too, where databases may be opened; QuotaExceededError is a class of its own by now.
  if (!/ (DOMException|QuotaExceededError)]$/.test(Object.prototype.toString.call(error))) return undefined
  // SecurityError, NotAllowedError, NotFoundError (a database of another shape), and what nobody knows.
  return faults[(error as DOMException).name] ?? 'fatal'
}
