import type { Change } from '../storage/local-store.ts'
import { putOnDevice } from '../storage/put-on-device.ts'
import type { ListingPages } from './read-pages.ts'

/** As long as tombstones live, and longer than a save waits for its turn. */
const rememberedMs = 30 * 24 * 3_600_000

/** Whether nobody asks any more about what came to its end at that time. */
export function isOver(endedAtMs: number, nowMs: number): boolean {
  return endedAtMs < nowMs - rememberedMs
}

/**
 * Ends a reading of the whole list: takes entries off it, and keeps token and time, in one transaction. Questions that
 * were answered long ago go with them: until then a save that had to wait is known from them to be a side of one.
 */
export async function forgetGone(
  { store, clock, onListed }: Pick<ListingPages, 'store' | 'clock' | 'onListed'>,
  gone: readonly string[],
  nextSince: string,
): Promise<void> {
  const nowMs = clock.nowMs()
  const conflicts = await store.all('conflicts')
  const settled = conflicts.filter(([, row]) => row.state === 'answered' && isOver(row.answeredAtMs, nowMs))
  await store.transact([], () => ({
    changes: [
      ...settled.map(([key]): Change => ({ remove: 'conflicts', key })),
      ...gone.map((key): Change => ({ remove: 'listing', key })),
      putOnDevice({ kind: 'since', token: nextSince }),
      putOnDevice({ kind: 'whole-list', atMs: nowMs }),
    ],
    result: undefined,
  }))
  for (const projectId of gone) onListed({ projectId, mediaChanged: false })
}
