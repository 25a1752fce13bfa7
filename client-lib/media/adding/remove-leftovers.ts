import type { MediaStore } from '../../media-store/media-store.ts'
import type { Locks } from '../../runtime/locks.ts'
import type { LocalStore } from '../../storage/local-store.ts'
import type { SetAsideRow } from '../../storage/set-aside-row.ts'
import type { AssetBook } from '../asset-book.ts'
import { contentKey } from '../downloads/content-key.ts'
import type { MediaUses } from '../room/media-uses.ts'
import { mediaKeyLock } from './media-key-lock.ts'

export interface LeftoverPorts {
  readonly book: AssetBook
  readonly store: LocalStore
  readonly mediaStore: MediaStore
  readonly locks: Locks
  readonly uses: Pick<MediaUses, 'forgetAllBut'>
}

/**
 * Removes what a killed tab left half-written: keys no row names, and what is remembered of keys that are gone. A key
 * that another tab is just writing is looked at again once that tab lets go of it, or dies. Settles when all keys were
 * asked for, not when all are free.
 */
export async function removeLeftovers(
  { book, store, mediaStore, locks, uses }: LeftoverPorts,
  signal: AbortSignal,
): Promise<void> {
  // Without locks nobody can tell a leftover from what another tab is just writing.
  if (!locks.areExclusive) return
  // Of what is not here a part may have come: a download goes on with it.
  const named = () => new Set(book.rows().map(({ mediaKey, checksum }) => mediaKey ?? contentKey(checksum)))
  const keys = await mediaStore.keys()
  const before = named()
  for (const key of keys) {
    if (before.has(key)) continue
    const removeStillUnnamed = async () => {
      await book.reload()
      // A row that could not be read may name it, and one that is lost any; its bytes may be the only ones there are.
      const unread = await store.setAside()
      const mayBeNamed = JSON.stringify(unread).includes(key) || unread.some(isLostFile)
      if (!signal.aborted && !named().has(key) && !mayBeNamed) await mediaStore.remove(key)
    }
    // A leftover that stays costs space alone; the next start tries again.
    locks.whenHeld(mediaKeyLock(key), signal, removeStillUnnamed).catch(() => {})
  }
  // So does what is remembered of its use.
  await uses.forgetAllBut(new Set([...keys, ...before])).catch(() => {})
}

function isLostFile({ table, raw }: SetAsideRow): boolean {
  return table === 'assets' && raw === null
}
