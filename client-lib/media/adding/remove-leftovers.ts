import type { MediaStore } from '../../media-store/media-store.ts'
import type { Locks } from '../../runtime/locks.ts'
import type { AssetBook } from '../asset-book.ts'
import { mediaKeyLock } from './media-key-lock.ts'

/**
 * Removes what a killed tab left half-written: keys no row names. A key that another tab is just writing is
 * looked at again once that tab lets go of it, or dies. Settles when all keys were asked for, not when all are free.
 */
export async function removeLeftovers(
  { book, mediaStore, locks }: { book: AssetBook; mediaStore: MediaStore; locks: Locks },
  signal: AbortSignal,
): Promise<void> {
  const named = () => new Set(book.rows().map((row) => row.mediaKey))
  const unnamed = (await mediaStore.keys()).filter((key) => !named().has(key))
  for (const key of unnamed) {
    const removeStillUnnamed = async () => {
      await book.reload()
      if (!signal.aborted && !named().has(key)) await mediaStore.remove(key)
    }
    // A leftover that stays costs space alone; the next start tries again.
    locks.whenHeld(mediaKeyLock(key), signal, removeStillUnnamed).catch(() => {})
  }
}
