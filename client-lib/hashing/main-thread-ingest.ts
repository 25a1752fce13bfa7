import type { MediaStore } from '../media-store/media-store.ts'
import type { Ingest, IngestRequest } from './ingest.ts'
import { ingestFile } from './ingest-file.ts'

/** Ingest without a worker: where a browser or a content policy refuses one, and in tests. */
export class MainThreadIngest implements Ingest {
  readonly #mediaStore: MediaStore

  constructor(mediaStore: MediaStore) {
    this.#mediaStore = mediaStore
  }

  ingest(request: IngestRequest) {
    return ingestFile(this.#mediaStore, request)
  }

  close() {}
}
