import { undefinedWhereRefused } from '../storage/answered.ts'
import type { MediaStore } from './media-store.ts'
import { fileKey } from './piece-key.ts'

/**
 * A media store that writes to one, and knows the files of another, which took them while the first could not be had.
 * @param findOther undefined where there is none
 */
export function besideOtherStore(mediaStore: MediaStore, findOther: () => Promise<MediaStore | undefined>): MediaStore {
  let found: MediaStore | undefined
  const other = async () => {
    found ??= await findOther().catch(undefinedWhereRefused)
    return found
  }
  return {
    write: (key, source, signal) => mediaStore.write(key, source, signal),
    async open(key) {
      // Pieces are of one store: of two halves in two nobody makes a file.
      const isPiece = fileKey(key) !== key
      return (await mediaStore.open(key)) ?? (isPiece ? undefined : (await other())?.open(key))
    },
    read: async (...range) => mediaStore.read?.(...range),
    async remove(key) {
      await mediaStore.remove(key)
      await (await other())?.remove(key)
    },
    keys: async () => [...new Set([...(await mediaStore.keys()), ...((await (await other())?.keys()) ?? [])])],
  }
}
