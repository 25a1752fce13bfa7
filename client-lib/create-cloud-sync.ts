import { assembleCloudSync } from './assemble-cloud-sync.ts'
import type { CloudSync, CloudSyncOptions } from './cloud-sync.ts'
import type { SignedOutWork } from './device-accounts/signed-out-work.ts'
import { accountKey } from './lifecycle/account-key.ts'
import { browserMedia, lazyMediaStore } from './lifecycle/browser-media.ts'
import { eraseFromDevice } from './lifecycle/erase-from-device.ts'
import { BrowserConnectivity } from './runtime/browser-connectivity.ts'
import { BrowserPage } from './runtime/browser-page.ts'
import { CryptoRandom } from './runtime/crypto-random.ts'
import { SystemClock } from './runtime/system-clock.ts'
import { WebLocks } from './runtime/web-locks.ts'
import { IdbLocalStore } from './storage/idb-local-store.ts'
import { BroadcastTabs } from './tabs/broadcast-tabs.ts'
import { FetchTransport } from './transport/fetch-transport.ts'

/**
 * The sync of one account in this browser. Answers at once and opens by itself; until then, and where the device's
 * store refuses, the app's own saves go on as ever.
 *
 * @param options.apiUrl where the API is, without `/api`
 * @param options.getToken asked for a bearer token at each request; null while nobody is signed in
 * @param options.account the signed-in user's stable subject; the device's rows are kept under it, and no token of
 *   another subject is sent with them; null while nobody is signed in
 * @param options.host the app's own store; without one, `projects.save` and `projects.open` keep projects here
 * @param options.deviceName up to 64 characters, shown beside the other side of a conflict
 * @param options.mediaBudgetBytes how much media to keep here; what the cloud has leaves first when it is more
 * @example
 * const sync = createCloudSync({ apiUrl: '', account: userId, getToken: amplifyTokenSource(), host: { list, load, apply } })
 * const save = sync.afterSave(saveInMyDatabase)
 * await save({ id, name, document, assetIds })
 */
export function createCloudSync(options: CloudSyncOptions): CloudSync {
  const name = `reelsync-${accountKey(options.account)}`
  return assembleCloudSync(options, {
    store: new IdbLocalStore(name),
    transport: new FetchTransport(),
    clock: new SystemClock(),
    random: new CryptoRandom(),
    locks: new WebLocks(),
    connectivity: new BrowserConnectivity(),
    tabs: new BroadcastTabs(name),
    createMedia: browserMedia(name, options.mediaBudgetBytes),
    page: new BrowserPage(),
    erase: () => eraseFromDevice(name),
    ...(options.account === null ? {} : { signedOut: signedOutWork() }),
  })
}

function signedOutWork(): SignedOutWork {
  const name = `reelsync-${accountKey(null)}`
  return { store: new IdbLocalStore(name), mediaStore: lazyMediaStore(name) }
}
