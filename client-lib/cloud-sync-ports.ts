import type { SignedOutWork } from './device-accounts/signed-out-work.ts'
import type { MediaContext } from './media/media-context.ts'
import type { MediaLanes } from './media/media-lanes.ts'
import type { ChangeFeed } from './remote/change-feed.ts'
import type { Clock } from './runtime/clock.ts'
import type { Connectivity } from './runtime/connectivity.ts'
import type { Locks } from './runtime/locks.ts'
import type { Page } from './runtime/page.ts'
import type { Random } from './runtime/random.ts'
import type { Inventory } from './storage/inventory.ts'
import type { LocalStore } from './storage/local-store.ts'
import type { Tabs } from './tabs/tabs.ts'
import type { Transport } from './transport/transport.ts'

/** Everything of the outside world that the client touches. */
export interface CloudSyncPorts {
  readonly store: LocalStore
  readonly transport: Transport
  readonly clock: Clock
  readonly random: Random
  readonly locks: Locks
  readonly connectivity: Connectivity
  readonly tabs: Tabs
  readonly page: Page
  /** Makes what stands in, in this tab alone, where `store` is refused from the start. Absent: nothing does. */
  readonly memoryStore?: () => LocalStore
  /** Absent: what the browser deletes while no page is open cannot be named. */
  readonly inventory?: Inventory
  /** Says when to look for what changed in the cloud; without one it is asked every 20 to 60 s. */
  readonly changeFeed?: ChangeFeed
  /** Absent where nobody is signed in. */
  readonly signedOut?: SignedOutWork
  /** Takes out what is kept of the account. Absent: what this browser keeps goes. */
  readonly erase?: () => Promise<void>
  readonly createMedia: (context: MediaContext) => MediaLanes
}
