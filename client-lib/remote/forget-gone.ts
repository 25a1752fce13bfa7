import type { Change } from '../storage/local-store.ts'
import { putOnDevice } from '../storage/put-on-device.ts'
import type { ListingPages } from './read-pages.ts'

/** Ends a reading of the whole list: takes entries off it, and keeps token and time, in one transaction. */
export async function forgetGone(
  { store, clock, onListed }: Pick<ListingPages, 'store' | 'clock' | 'onListed'>,
  gone: readonly string[],
  nextSince: string,
): Promise<void> {
  await store.transact([], () => ({
    changes: [
      ...gone.map((key): Change => ({ remove: 'listing', key })),
      putOnDevice({ kind: 'since', token: nextSince }),
      putOnDevice({ kind: 'whole-list', atMs: clock.nowMs() }),
    ],
    result: undefined,
  }))
  for (const projectId of gone) onListed({ projectId, mediaChanged: false })
}
