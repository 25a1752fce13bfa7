import { assembleCloudSync } from './assemble-cloud-sync.ts'
import { browserPorts } from './browser-ports.ts'
import { checkedOptions } from './checked-options.ts'
import type { CloudSyncOptions, ProjectSync } from './cloud-sync.ts'
import { databaseName } from './device-accounts/database-name.ts'
import type { SignedOutWork } from './device-accounts/signed-out-work.ts'
import { withoutMedia } from './lifecycle/without-media.ts'
import { browserInventory } from './storage/browser-inventory.ts'
import { IdbLocalStore } from './storage/idb-local-store.ts'

/**
 * `createCloudSync` for an app whose projects refer to no files: the same sync of documents, and none of the code for
 * media. Files that another app of the account has added stay as they are.
 *
 * @throws TypeError as `createCloudSync`
 * @example
 * const sync = createProjectSync({ apiUrl: '', account: userId, getToken: amplifyTokenSource(), host: { list, load, apply } })
 */
export function createProjectSync(options: CloudSyncOptions): ProjectSync {
  const checked = checkedOptions(options)
  return assembleCloudSync(checked, {
    ...browserPorts(databaseName(checked.account)),
    createMedia: withoutMedia,
    ...(checked.account === null ? {} : { signedOut: signedOut() }),
  })
}

function signedOut(): SignedOutWork {
  const name = databaseName(null)
  return { store: new IdbLocalStore(name), inventory: browserInventory(name) }
}
