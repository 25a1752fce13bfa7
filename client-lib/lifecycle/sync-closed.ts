/** The sync was closed before it could do what was asked; what is queued stays on the device. */
export class SyncClosed extends Error {
  override readonly name = 'SyncClosed'

  constructor() {
    super('The sync is closed.')
  }
}
