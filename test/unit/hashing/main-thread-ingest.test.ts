import { MainThreadIngest } from '../../../client-lib/hashing/main-thread-ingest.ts'
import { describeIngest } from './ingest.suite.ts'

describeIngest({ name: 'main thread', open: (mediaStore) => new MainThreadIngest(mediaStore) })
