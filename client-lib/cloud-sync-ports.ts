import type { MediaLanes } from './media/media-lanes.ts'
import type { Clock } from './runtime/clock.ts'
import type { Connectivity } from './runtime/connectivity.ts'
import type { Locks } from './runtime/locks.ts'
import type { Random } from './runtime/random.ts'
import type { LocalStore } from './storage/local-store.ts'
import type { Tabs } from './tabs/tabs.ts'
import type { ApiClient } from './transport/api-client.ts'
import type { Transport } from './transport/transport.ts'

/** What the media side is given by the composition root. */
export interface MediaContext {
  readonly store: LocalStore
  readonly api: ApiClient
  readonly transport: Transport
  readonly clock: Clock
  readonly random: Random
  readonly locks: Locks
  /** Rows of assets were written here and are on disk. */
  readonly onRowsWritten: () => void
  /** What the status shows of media has changed. */
  readonly onChange: () => void
}

/** Everything of the outside world that the client touches. */
export interface CloudSyncPorts {
  readonly store: LocalStore
  readonly transport: Transport
  readonly clock: Clock
  readonly random: Random
  readonly locks: Locks
  readonly connectivity: Connectivity
  readonly tabs: Tabs
  readonly createMedia: (context: MediaContext) => MediaLanes
}
