import type { Change, RowKey } from '../storage/local-store.ts'
import { putOnDevice } from '../storage/put-on-device.ts'
import type { ListingRow } from './listing-row.ts'
import type { ListingPages } from './read-pages.ts'

/** Ends a reading of the whole list: takes entries off it where they are as they were read, and keeps token and time, in one transaction. */
export async function forgetGone(
  { store, clock, onListed }: Pick<ListingPages, 'store' | 'clock' | 'onListed'>,
  gone: readonly (readonly [projectId: string, row: ListingRow])[],
  nextSince: string,
): Promise<void> {
  const keys = gone.map(([id]): RowKey => ['listing', id])
  const forgotten = await store.transact(keys, (rows) => {
    const same = gone.filter(([id, { summary }]) => rows.get('listing', id)?.summary.version === summary.version)
    const changes = same.map(([key]): Change => ({ remove: 'listing', key }))
    changes.push(putOnDevice({ kind: 'since', token: nextSince }))
    changes.push(putOnDevice({ kind: 'whole-list', atMs: clock.nowMs() }))
    return { changes, result: same }
  })
  for (const [projectId] of forgotten) onListed({ projectId, mediaChanged: false })
}
