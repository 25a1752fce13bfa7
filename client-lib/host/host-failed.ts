/** The app's own store failed at what the sync asked of it. It is asked again; what is queued or in the cloud stays. */
export class HostFailed extends Error {
  override readonly name = 'HostFailed'

  /** @param cause what the app's store threw */
  constructor(cause: unknown) {
    super(`The app's own store failed: ${String(cause)}`, { cause })
  }
}
