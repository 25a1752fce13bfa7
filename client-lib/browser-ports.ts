import type { CloudSyncPorts } from './cloud-sync-ports.ts'
import { BrowserConnectivity } from './runtime/browser-connectivity.ts'
import { BrowserPage } from './runtime/browser-page.ts'
import { CryptoRandom } from './runtime/crypto-random.ts'
import { SystemClock } from './runtime/system-clock.ts'
import { WebLocks } from './runtime/web-locks.ts'
import { browserInventory } from './storage/browser-inventory.ts'
import { IdbLocalStore } from './storage/idb-local-store.ts'
import { MemoryLocalStore } from './storage/memory-local-store.ts'
import { BroadcastTabs } from './tabs/broadcast-tabs.ts'
import { FetchTransport } from './transport/fetch-transport.ts'

/**
 * What this browser offers of the outside world, but for media.
 * @param name of the account's database
 */
export function browserPorts(name: string): Omit<CloudSyncPorts, 'createMedia' | 'signedOut'> {
  const connectivity = new BrowserConnectivity()
  return {
    // A database that was deleted under the page, or taken from it, is looked at as when the page comes back.
    store: new IdbLocalStore(name, connectivity.hint),
    memoryStore: () => new MemoryLocalStore(),
    inventory: browserInventory(name),
    connectivity,
    transport: new FetchTransport(),
    clock: new SystemClock(),
    random: new CryptoRandom(),
    locks: new WebLocks(),
    tabs: new BroadcastTabs(name),
    page: new BrowserPage(),
  }
}
