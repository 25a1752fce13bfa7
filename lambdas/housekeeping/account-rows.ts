import type { Garbage } from '../garbage/garbage.ts'
import type { MediaItem } from '../media/media-item.ts'
import type { StoredAsset } from '../media/stored-asset.ts'
import type { StoredAssetIds } from '../projects/project-row.ts'
import type { KeptObject } from '../snapshots/kept-object.ts'
import type { ProjectPlace } from '../versions/version-row.ts'
import type { Mark } from './mark.ts'

/** Bytes of an account, and how often something was tied to them. */
export interface HeldAsset {
  readonly asset: StoredAsset
  /** Raised whenever a project's media become these bytes; absent where the row is older than that. */
  readonly pins?: number
  readonly pinnedAtMs: number
  readonly updatedAtMs: number
}

/** An object that large documents and long lists may be in. */
export interface HeldSnapshot extends Pick<KeptObject, 'id' | 'storageKey' | 'sizeBytes'> {
  readonly userId: string
  readonly mark?: Mark
}

/** All that one account has, or may have, in the store. */
export interface Holdings {
  readonly assets: readonly HeldAsset[]
  readonly snapshots: readonly HeldSnapshot[]
  readonly garbage: readonly Garbage[]
}

/** What a project's row, or one of its versions, refers to. */
export interface Referring {
  /** The objects that its document and its list of assets are in, where they are in any. */
  readonly objectIds: readonly string[]
  readonly assetIds: StoredAssetIds
}

export interface SweptProject extends Referring {
  readonly place: ProjectPlace
  readonly version: number
  readonly createdAtMs: number
  readonly updatedAtMs: number
  /** Raised by each version that is kept by hand; absent where none was. */
  readonly keptRev?: number
  readonly deletedAtMs?: number
  /** It is being taken away: from then on nobody can bring it back. */
  readonly purgingAtMs?: number
}

export interface SweptVersion extends Referring {
  /** As the contract's `VersionId`. */
  readonly id: string
}

export interface SweptMedia extends MediaItem {
  readonly mark?: Mark
}

/** One account's rows as housekeeping reads them: each read holds all that was acknowledged before it began. */
export interface AccountRows {
  holdings(userId: string): Promise<Holdings>
  /** Tombstones too. */
  projects(userId: string): Promise<readonly SweptProject[]>
  /** Those that have not expired. */
  versions(place: ProjectPlace, nowMs: number): Promise<readonly SweptVersion[]>
  media(place: ProjectPlace): Promise<readonly SweptMedia[]>
}
