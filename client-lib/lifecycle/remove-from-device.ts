import { findUnsynced } from '../device-accounts/find-unsynced.ts'
import { UnsyncedWork } from '../device-accounts/unsynced-work.ts'
import type { StatusSnapshot } from '../status/status-snapshot.ts'
import type { SyncParts } from './sync-parts.ts'

export interface Removal {
  readonly evenUnsynced: boolean
  readonly status: () => StatusSnapshot
  readonly close: () => Promise<void>
  readonly erase: () => Promise<void>
}

/** Names what would be lost, or else closes every tab's sync and removes what they kept. */
export async function removeFromDevice(parts: SyncParts, removal: Removal): Promise<void> {
  if (!removal.evenUnsynced) {
    await parts.opening.whenOpen()
    await parts.turns.settled()
    const unsynced = await findUnsynced(parts, removal.status())
    if (unsynced.projects.length + unsynced.files.length > 0) throw new UnsyncedWork(unsynced)
  }
  parts.tabs.post({ kind: 'removed' })
  await removal.close()
  await removal.erase()
}
