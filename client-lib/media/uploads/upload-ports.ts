import type { MediaStore } from '../../media-store/media-store.ts'
import type { Retries } from '../../retry/retries.ts'
import type { Clock } from '../../runtime/clock.ts'
import type { Random } from '../../runtime/random.ts'
import type { LocalStore } from '../../storage/local-store.ts'
import type { ApiClient } from '../../transport/api-client.ts'
import type { Transport } from '../../transport/transport.ts'

/** What an upload stands on. */
export interface UploadPorts {
  readonly store: LocalStore
  readonly mediaStore: MediaStore
  readonly api: ApiClient
  readonly transport: Transport
  readonly clock: Clock
  readonly random: Random
  readonly retries: Retries
  /** Progress was written and is on disk. */
  readonly onRowsWritten: () => void
}
