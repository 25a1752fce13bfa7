/** The browser's storage does not answer: switched off, broken, or taken by a newer version of the app. */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable'

  constructor(cause?: unknown, detail = 'The storage of this browser cannot be used.') {
    super(detail, { cause })
  }
}
