import type { Ingest } from '../../hashing/ingest.ts'
import type { MediaRoom } from './media-room.ts'

/** An ingest that makes room for what it keeps; a file that stays in its place, or is only hashed, takes none. */
export function ingestIntoRoom(ingest: Ingest, room: MediaRoom): Ingest {
  return {
    ingest: (request) => room.use(request.key === undefined ? 0 : request.file.size, () => ingest.ingest(request)),
    close: () => ingest.close(),
  }
}
