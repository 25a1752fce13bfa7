import type { Retries } from '../retry/retries.ts'
import type { Clock } from '../runtime/clock.ts'
import type { Locks } from '../runtime/locks.ts'
import type { Random } from '../runtime/random.ts'
import type { LocalStore } from '../storage/local-store.ts'
import type { ApiClient } from '../transport/api-client.ts'
import type { Transport } from '../transport/transport.ts'
import type { UploadPolicy } from './uploads/upload-policy.ts'

/** What the media side is given by the composition root. */
export interface MediaContext {
  readonly store: LocalStore
  /** The same rows, for what only the tab that leads may write. */
  readonly leaderStore: LocalStore
  readonly api: ApiClient
  /** For the bytes themselves, between this device and the store. */
  readonly transport: Transport
  readonly clock: Clock
  readonly random: Random
  readonly locks: Locks
  readonly uploadPolicy?: UploadPolicy | undefined
  /** The name of the database that this tab has put back what was gone in; undefined before it has met one. */
  readonly bornKnown: () => string | undefined
  /** Settles once it was tried, at the start, to put back what was gone: before, rows may be missing. */
  readonly putBack: () => Promise<unknown>
  /** False where the rows are in this tab's memory. */
  readonly isDurable: () => boolean
  readonly retries: Retries
  /**
   * Rows of assets were written here and are on disk: what other tabs know is out of date.
   * @param keys of those rows; without, all is to be read again
   */
  readonly onRowsWritten: (keys?: string[]) => void
  /** The device's store did not give or take rows. */
  readonly storageFailed: (error: unknown) => void
  /** Some asset's view or the summary has changed; progress is thinned out before. */
  readonly onChange: () => void
}
