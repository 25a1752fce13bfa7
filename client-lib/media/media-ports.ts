import type { Ingest } from '../hashing/ingest.ts'
import type { MediaStore } from '../media-store/media-store.ts'
import type { MediaContext } from './media-context.ts'

/** All that the media side stands on. */
export interface MediaPorts extends MediaContext {
  readonly mediaStore: MediaStore
  readonly ingest: Ingest
  /** How many bytes of media the device is to keep at most; without it, what it takes. */
  readonly budgetBytes?: () => Promise<number>
}
