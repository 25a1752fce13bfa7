import type { MediaStore } from '../../media-store/media-store.ts'
import type { Locks } from '../../runtime/locks.ts'
import type { AssetBook } from '../asset-book.ts'
import { type Bytes, keptBytes } from '../kept-bytes.ts'
import { underMediaKey } from './under-media-key.ts'

/**
 * Has another row name bytes that this device keeps already, while they cannot leave: they may go with the last row that
 * named them.
 *
 * @param heldKey whose lock the caller holds
 * @param name writes the row
 * @returns undefined where the device does not keep them, or no longer does
 * @throws what `name` throws | the signal's reason
 */
export async function nameKept<T>(
  ports: { readonly book: AssetBook; readonly mediaStore: MediaStore; readonly locks: Locks },
  wanted: Bytes,
  heldKey: string,
  signal: AbortSignal,
  name: (mediaKey: string) => Promise<T>,
): Promise<T | undefined> {
  const kept = await keptBytes(ports, wanted)
  if (kept === undefined) return undefined
  if (kept === heldKey) return name(kept)
  return underMediaKey(ports.locks, kept, signal, async () =>
    (await keptBytes(ports, wanted)) === kept ? name(kept) : undefined,
  )
}
