import { hashEdit } from '../../../client-lib/documents/encode-edit.ts'
import type { AssetRow } from '../../../client-lib/media/asset-row.ts'
import { newLane } from '../../../client-lib/queue/lane-row.ts'
import { edit } from './memory-host.ts'
import type { SyncDevice } from './sync-device.ts'
import { turnsPass } from './turns-of-the-loop.ts'

/** Gives a device projects that the cloud has, and files of theirs that came from there. */
export async function keepMany(device: SyncDevice, projects: number, files: number): Promise<void> {
  const { disk, host } = device
  for (let at = 0; at < projects; at += 1) {
    const known = edit(`of ${at}`, { id: `known-${at}` })
    host.projects.set(known.id, known)
    const acknowledged = { version: 1, hash: await hashEdit(known) }
    disk.tables.set(`lanes/${known.id}`, { ...newLane(known.id), acknowledged })
  }
  for (let at = 0; at < files; at += 1) {
    const row: AssetRow = {
      ...{ schemaVersion: 1, origin: 'cloud', projectId: 'known-0', assetId: `clip-${at}`, state: 'stored' },
      ...{ fileName: 'clip.mp4', mime: 'video/mp4', sizeBytes: 1, checksum: `${'A'.repeat(43)}=`, partRule: 1 },
    }
    disk.tables.set(`assets/known-0/clip-${at}`, row)
  }
}

/** How many rows of each table are read from now on, one by one or with others. */
export function rowsRead({ disk: { tables } }: SyncDevice): Record<string, number> {
  const counts: Record<string, number> = {}
  const { get } = tables
  tables.get = function (this: typeof tables, key) {
    const [table = ''] = key.split('/')
    counts[table] = 1 + (counts[table] ?? 0)
    return get.call(this, key)
  }
  return counts
}

/** Until what was begun has come to its end. */
export async function quiet(): Promise<void> {
  await turnsPass(200)
}
