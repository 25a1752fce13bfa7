import { fewAtOnce } from '../host/few-at-once.ts'
import type { HostStore } from '../host/host-store.ts'
import { isOnlyHere } from '../media/asset-row.ts'
import type { LaneBook } from '../queue/lane-book.ts'
import { isOwing } from '../queue/lane-losses.ts'
import type { StatusSnapshot } from '../status/status-snapshot.ts'
import type { LocalStore } from '../storage/local-store.ts'
import type { Unsynced } from './unsynced-work.ts'

export interface DeviceWork {
  readonly store: LocalStore
  readonly host: HostStore
  readonly book: Pick<LaneBook, 'views'>
}

/** Names what no reply of the cloud has acknowledged. */
export async function findUnsynced({ store, host, book }: DeviceWork, { projects }: StatusSnapshot): Promise<Unsynced> {
  const ids = Object.keys(projects).filter((id) => projects[id]?.durability !== 'in-the-cloud')
  // What lost a conflict or was overlaid is nowhere else, however safe the newest edit is.
  const owing = book.views().flatMap(({ lane }) => (isOwing(lane) ? [lane.projectId] : []))
  const named = fewAtOnce([...new Set([...ids, ...owing])], async (id) => ({
    id,
    name: (await host.load(id).catch(() => undefined))?.name ?? '',
  }))
  const assets = await store.all('assets')
  return {
    projects: await named,
    files: assets.flatMap(([, row]) => {
      if (!isOnlyHere(row)) return []
      const { projectId, assetId, fileName } = row
      return [{ projectId, assetId, fileName }]
    }),
  }
}
