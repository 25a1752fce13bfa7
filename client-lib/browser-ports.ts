import type { CloudSyncPorts } from './cloud-sync-ports.ts'
import { BrowserConnectivity } from './runtime/browser-connectivity.ts'
import { BrowserPage } from './runtime/browser-page.ts'
import { CryptoRandom } from './runtime/crypto-random.ts'
import { SystemClock } from './runtime/system-clock.ts'
import { WebLocks } from './runtime/web-locks.ts'
import { IdbLocalStore } from './storage/idb-local-store.ts'
import { BroadcastTabs } from './tabs/broadcast-tabs.ts'
import { FetchTransport } from './transport/fetch-transport.ts'

/**
 * What this browser offers of the outside world, but for media.
 * @param name of the account's database
 */
export function browserPorts(name: string): Omit<CloudSyncPorts, 'createMedia' | 'signedOut'> {
  return {
    store: new IdbLocalStore(name),
    transport: new FetchTransport(),
    clock: new SystemClock(),
    random: new CryptoRandom(),
    locks: new WebLocks(),
    connectivity: new BrowserConnectivity(),
    tabs: new BroadcastTabs(name),
    page: new BrowserPage(),
  }
}
