import type { MediaStore } from '../media-store/media-store.ts'
import type { Clock } from '../runtime/clock.ts'
import type { Ingest } from './ingest.ts'
import { IngestInTurns } from './ingest-in-turns.ts'
import type { StoreLocation } from './ingest-messages.ts'
import { MainThreadIngest } from './main-thread-ingest.ts'
import { WorkerIngest } from './worker-ingest.ts'

/** The ingest of a real page: a module worker beside this file, which bundlers find by the `new URL` form. */
export function createBrowserIngest(mediaStore: MediaStore, store: StoreLocation, clock: Clock): Ingest {
  const inWorker = new WorkerIngest({
    startWorker: () => {
      // Asked at the first file and not before: the user then knows what it is for. A no changes nothing.
      navigator.storage?.persist?.().catch(() => {})
      return new Worker(new URL('./ingest-worker.ts', import.meta.url), { type: 'module' })
    },
    ...{ store, clock },
    fallback: new MainThreadIngest(mediaStore),
  })
  return new IngestInTurns(inWorker)
}
