import { openMediaStore } from '../media-store/open-media-store.ts'
import { serveIngest } from './serve-ingest.ts'

/** The worker's entry: reads, hashes and writes away from the page's thread. */
const handle = serveIngest(openMediaStore, (report) => self.postMessage(report))
self.addEventListener('message', (event: MessageEvent<unknown>) => handle(event.data))
