import type { AccountLimits } from '../accounts/account-limits.ts'
import type { AccountTable } from '../accounts/account-table.ts'
import type { MediaTable } from '../media/media-table.ts'
import type { Meter } from '../metrics/meter.ts'
import type { SnapshotPorts } from '../snapshots/snapshot-ports.ts'
import type { VersionStore } from '../versions/version-store.ts'
import type { ProjectStore } from './project-store.ts'

/** All that the project routes reach. */
export interface ProjectPorts extends SnapshotPorts {
  readonly projects: ProjectStore
  readonly media: MediaTable
  readonly versions: VersionStore
  readonly accounts: AccountTable
  /** What each user may have. */
  readonly limits: AccountLimits
}

export type MeteredProjectPorts = ProjectPorts & { readonly meter: Meter }
