import type { ProjectSync } from '../cloud-sync.ts'
import { fewAtOnce } from '../host/few-at-once.ts'
import { queueUnqueued } from '../host/save-edit.ts'
import { insideOf } from '../lifecycle/inside-of.ts'
import { findUnsynced } from './find-unsynced.ts'
import { UnsyncedWork } from './unsynced-work.ts'

export interface RemovalWish {
  /** Also what the cloud does not have, which is then nowhere. */
  readonly evenUnsynced: boolean
}

/**
 * Names what would be lost, or else closes every tab's sync and removes what they kept.
 *
 * @param erase removes it, once everything is closed
 * @throws UnsyncedWork | HostFailed | SyncClosed nothing is removed
 */
export async function removeAccount(
  sync: ProjectSync,
  { evenUnsynced }: RemovalWish,
  erase: (account: string | null) => Promise<void>,
): Promise<void> {
  const { parts } = insideOf(sync)
  if (!evenUnsynced) {
    await parts.opening.whenOpen()
    // The status knows nothing of what the app has saved and nobody has queued.
    const ids = await parts.host.list()
    await fewAtOnce(ids, (id) => queueUnqueued(parts, id))
    await parts.turns.settled()
    const unsynced = await findUnsynced(parts, sync.status.get())
    if (unsynced.projects.length + unsynced.files.length > 0) throw new UnsyncedWork(unsynced)
  }
  parts.tabs.post({ kind: 'removed' })
  await sync.close()
  // As it goes and not before: a tab that opens meanwhile would take it for a removal that came to nothing.
  parts.recovery.markRemoved()
  await erase(parts.account)
}
