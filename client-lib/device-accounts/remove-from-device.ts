import type { ProjectSync } from '../cloud-sync.ts'
import { insideOf } from '../lifecycle/inside-of.ts'
import { databaseName } from './database-name.ts'
import { eraseFromDevice } from './erase-from-device.ts'
import { type RemovalWish, removeAccount } from './remove-account.ts'

/**
 * Takes everything of this account out of this browser, and closes the sync in every tab: for a computer that is
 * shared. An app's own store is its own to clear. What the cloud has stays there.
 *
 * @throws UnsyncedWork names what the cloud does not have, and nothing is removed, unless `evenUnsynced`
 * @throws HostFailed the app's own store does not tell what there is, and nothing is removed, unless `evenUnsynced`
 * @throws SyncClosed one that is closed cannot tell: call this instead of `close`
 * @example
 * await removeFromDevice(sync, { evenUnsynced: false })
 */
export function removeFromDevice(sync: ProjectSync, wish: RemovalWish): Promise<void> {
  const { erase } = insideOf(sync).parts
  return removeAccount(sync, wish, (account) => (erase ? erase() : eraseFromDevice(databaseName(account))))
}
