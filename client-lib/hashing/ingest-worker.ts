import { openMediaStore } from '../media-store/open-media-store.ts'
import type { IngestCommand } from './ingest-messages.ts'
import { serveIngest } from './serve-ingest.ts'

/** The worker's entry: reads, hashes and writes away from the page's thread. */
const handle = serveIngest(openMediaStore, (report) => self.postMessage(report))
// Nobody speaks to a worker but the page that started it, which is of the same build.
self.addEventListener('message', ({ data }: MessageEvent<IngestCommand>) => handle(data))
