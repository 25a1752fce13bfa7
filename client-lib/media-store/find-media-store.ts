import { StorageFull } from '../storage/storage-full.ts'
import type { MediaStore } from './media-store.ts'
import { openMediaStore } from './open-media-store.ts'

/**
 * The best media store this browser really lets us write to: a probe is written, because engines that
 * have the private file system may refuse its use (private windows, WebKitGTK). One that is full is none that refuses:
 * files are there.
 *
 * @param name letters, digits, `_` and `-`; one for each account
 * @throws where IndexedDB is refused as well
 */
export async function findMediaStore(name: string): Promise<{ kind: 'opfs' | 'indexed-db'; mediaStore: MediaStore }> {
  const opfs = await findOpfs(name)
  return opfs ?? { kind: 'indexed-db', mediaStore: await openMediaStore({ kind: 'indexed-db', name }) }
}

async function findOpfs(name: string): Promise<{ kind: 'opfs'; mediaStore: MediaStore } | undefined> {
  const mediaStore = await openMediaStore({ kind: 'opfs', name }).catch(() => undefined)
  try {
    const probe = `probe-${crypto.randomUUID()}`
    await mediaStore?.write(probe, new Blob(['probe']).stream(), new AbortController().signal)
    await mediaStore?.remove(probe)
  } catch (error) {
    if (!(error instanceof StorageFull)) return undefined
  }
  return mediaStore && { kind: 'opfs', mediaStore }
}
