import type { MediaStore } from '../media-store/media-store.ts'
import { fileNotKept } from './file-not-kept.ts'
import type { Ingest, IngestRequest } from './ingest.ts'
import { ingestFile } from './ingest-file.ts'

/** Ingest without a worker: where a browser or a content policy refuses one, and in tests. */
export class MainThreadIngest implements Ingest {
  readonly #mediaStore: MediaStore

  constructor(mediaStore: MediaStore) {
    this.#mediaStore = mediaStore
  }

  async ingest(request: IngestRequest) {
    try {
      return await ingestFile(this.#mediaStore, request)
    } catch (error) {
      throw error instanceof DOMException && !request.signal.aborted ? fileNotKept(error) : error
    }
  }

  close() {}
}
