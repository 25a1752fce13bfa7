import type { MediaStore } from '../../media-store/media-store.ts'
import type { Retries } from '../../retry/retries.ts'
import type { Clock } from '../../runtime/clock.ts'
import type { Random } from '../../runtime/random.ts'
import type { LocalStore } from '../../storage/local-store.ts'
import type { ApiClient } from '../../transport/api-client.ts'
import type { Transport } from '../../transport/transport.ts'
import type { AddedAssetRow } from '../asset-row.ts'

/** What an upload stands on. */
export interface UploadPorts {
  readonly store: LocalStore
  readonly mediaStore: MediaStore
  readonly api: ApiClient
  readonly transport: Transport
  readonly clock: Clock
  readonly random: Random
  readonly retries: Retries
  /** How far an upload is was written, and is on disk. */
  readonly onRowWritten: (key: string, row: AddedAssetRow) => void
  /** That could not be written. */
  readonly storageFailed: (error: unknown) => void
}
