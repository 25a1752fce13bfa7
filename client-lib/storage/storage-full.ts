/** The device refused to keep more. What was there is untouched. */
export class StorageFull extends Error {
  override readonly name = 'StorageFull'

  constructor(cause?: unknown) {
    super('This device has no room left for the app.', { cause })
  }
}
