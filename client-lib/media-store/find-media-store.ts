import type { MediaStore } from './media-store.ts'
import { openMediaStore } from './open-media-store.ts'

/**
 * The best media store this browser really lets us write to: a probe is written, because engines that
 * have the private file system may refuse its use (private windows, WebKitGTK).
 *
 * @param name letters, digits, `_` and `-`; one for each account
 * @throws where IndexedDB is refused as well
 */
export async function findMediaStore(name: string): Promise<{ kind: 'opfs' | 'indexed-db'; mediaStore: MediaStore }> {
  try {
    const mediaStore = await openMediaStore({ kind: 'opfs', name })
    const probe = `probe-${crypto.randomUUID()}`
    await mediaStore.write(probe, new Blob(['probe']).stream(), new AbortController().signal)
    await mediaStore.remove(probe)
    return { kind: 'opfs', mediaStore }
  } catch {
    return { kind: 'indexed-db', mediaStore: await openMediaStore({ kind: 'indexed-db', name }) }
  }
}
