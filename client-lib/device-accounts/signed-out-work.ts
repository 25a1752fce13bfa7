import type { MediaStore } from '../media-store/media-store.ts'
import type { LocalStore } from '../storage/local-store.ts'

/** What was made on this device while nobody was signed in. */
export interface SignedOutWork {
  readonly store: LocalStore
  readonly mediaStore: Pick<MediaStore, 'open' | 'remove'>
}
