import type { AddedAssetRow } from '../media/asset-row.ts'
import type { MediaLanes } from '../media/media-lanes.ts'
import type { Inventory } from '../storage/inventory.ts'
import type { LocalStore } from '../storage/local-store.ts'

/** Where adopted files go. */
export interface AdoptingFiles {
  readonly store: LocalStore
  readonly media: Pick<MediaLanes, 'assets' | 'takeOver'>
}

/** What was made on this device while nobody was signed in. */
export interface SignedOutWork {
  readonly store: LocalStore
  readonly inventory?: Inventory
  /** Absent without media: files stay where they are, for a sync that has it. */
  readonly adoptAsset?: (account: AdoptingFiles, row: AddedAssetRow) => Promise<void>
}
