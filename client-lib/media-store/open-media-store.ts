import { IndexedDbMediaStore } from './indexed-db-media-store.ts'
import type { MediaStore } from './media-store.ts'
import { OpfsMediaStore } from './opfs-media-store.ts'

/** Opens the media store of one kind; page and worker share it by name. */
export function openMediaStore(location: { kind: 'opfs' | 'indexed-db'; name: string }): Promise<MediaStore> {
  return location.kind === 'opfs' ? OpfsMediaStore.open(location.name) : IndexedDbMediaStore.open(location.name)
}
