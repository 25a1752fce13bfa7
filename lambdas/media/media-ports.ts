import type { AccountLimits } from '../accounts/account-limits.ts'
import type { Clock } from '../clock/clock.ts'
import type { ProjectStore } from '../projects/project-store.ts'
import type { AssetStore } from '../storage/asset-store.ts'
import type { UrlSigner } from '../storage/url-signer.ts'
import type { AssetLedger } from './asset-ledger.ts'
import type { MediaTable } from './media-table.ts'

/** All that the media routes reach. */
export interface MediaPorts {
  readonly projects: ProjectStore
  readonly media: MediaTable
  readonly ledger: AssetLedger
  readonly store: AssetStore
  readonly signer: UrlSigner
  readonly clock: Clock
  /** What each user may have. */
  readonly limits: AccountLimits
}
