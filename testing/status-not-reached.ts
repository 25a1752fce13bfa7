import type { StatusSnapshot } from '../client-lib/status/status-snapshot.ts'

/** A test waited for a status that did not come. */
export class StatusNotReached extends Error {
  override readonly name = 'StatusNotReached'
  readonly status: StatusSnapshot

  constructor(status: StatusSnapshot) {
    super(`After an hour of the cloud's time the status is another: ${JSON.stringify(status)}`)
    this.status = status
  }
}
