import { assembleCloudSync } from './assemble-cloud-sync.ts'
import { browserPorts } from './browser-ports.ts'
import { checkedOptions } from './checked-options.ts'
import type { CloudSync, CloudSyncOptions } from './cloud-sync.ts'
import { databaseName } from './device-accounts/database-name.ts'
import { signedOutWithFiles } from './device-accounts/signed-out-with-files.ts'
import { browserMedia, lazyMediaStore } from './lifecycle/browser-media.ts'
import { browserInventory } from './storage/browser-inventory.ts'
import { IdbLocalStore } from './storage/idb-local-store.ts'

/**
 * The sync of one account in this browser, documents and media. Answers at once and opens by itself; until then, and
 * where the device's store refuses, the app's own saves go on as ever.
 *
 * @param options.apiUrl where the API is, without `/api`
 * @param options.getToken asked for a bearer token at each request; null while nobody is signed in
 * @param options.account the signed-in user's stable subject; the device's rows are kept under it, and no token of
 *   another subject is sent with them; null while nobody is signed in
 * @param options.host the app's own store; without one, `projects.save` and `projects.open` keep projects here
 * @param options.merge proposes a conflict's two sides in one: `threeWayMerge()`, or an app's own
 * @param options.deviceName up to 64 characters, shown beside the other side of a conflict
 * @param options.mediaBudgetBytes how much media to keep here; what the cloud has leaves first when it is more
 * @param options.inPlace `filesInPlace()`: files may be added by their handles, and stay where they are
 * @throws TypeError an option is missing, or is none that can be
 * @example
 * const sync = createCloudSync({ apiUrl: '', account: userId, getToken: amplifyTokenSource(), host: { list, load, apply } })
 * const save = sync.afterSave(saveInMyDatabase)
 * await save({ id, name, document, assetIds })
 */
export function createCloudSync(options: CloudSyncOptions): CloudSync {
  const checked = checkedOptions(options)
  const [name, nobodys] = [databaseName(checked.account), databaseName(null)]
  const signedOut = () =>
    signedOutWithFiles({
      store: new IdbLocalStore(nobodys),
      mediaStore: lazyMediaStore(nobodys, checked.inPlace),
      inventory: browserInventory(nobodys),
    })
  return assembleCloudSync(checked, {
    ...browserPorts(name),
    createMedia: browserMedia(name, { budgetBytes: checked.mediaBudgetBytes, inPlace: checked.inPlace }),
    ...(checked.account === null ? {} : { signedOut: signedOut() }),
  })
}
