import { expect, test } from 'vitest'
import { MainThreadIngest } from '../../../client-lib/hashing/main-thread-ingest.ts'
import { serveIngest } from '../../../client-lib/hashing/serve-ingest.ts'
import { WorkerIngest, type WorkerLike } from '../../../client-lib/hashing/worker-ingest.ts'
import { SyncClosed } from '../../../client-lib/lifecycle/sync-closed.ts'
import type { MediaStore } from '../../../client-lib/media-store/media-store.ts'
import { MemoryMediaStore } from '../../../client-lib/media-store/memory-media-store.ts'
import { HandClock } from '../../../testing/time/hand-clock.ts'
import { describeIngest } from './ingest.suite.ts'

/** The worker's own code behind a real message channel: everything crosses by structured clone. */
function channelWorker(openStore: () => Promise<MediaStore>): WorkerLike {
  const { port1, port2 } = new MessageChannel()
  const handle = serveIngest(openStore, (report) => port2.postMessage(report))
  port2.onmessage = (event) => handle(event.data)
  return {
    postMessage: (message) => port1.postMessage(message),
    addEventListener: (type, listener) => {
      if (type === 'message') port1.onmessage = listener
    },
    terminate: () => port1.close(),
  }
}

function workerIngest(startWorker: () => WorkerLike, fallbackStore: MediaStore, clock = new HandClock()) {
  const store = { kind: 'opfs', name: 'media' } as const
  return new WorkerIngest({ startWorker, store, clock, fallback: new MainThreadIngest(fallbackStore) })
}

describeIngest({
  name: 'worker',
  open: (mediaStore) => workerIngest(() => channelWorker(async () => mediaStore), new MemoryMediaStore()),
})

const request = (file: File) => ({ key: 'clip', file, signal: new AbortController().signal, onDoneBytes: () => {} })

/** A worker that does nothing, and who listens to it. */
function heardWorker() {
  const listeners = new Map<string, (event: Event) => void>()
  const worker: WorkerLike = {
    postMessage: () => {},
    addEventListener: (type, listener) => void listeners.set(type, listener),
    terminate: () => {},
  }
  return { worker, listeners }
}

test('a worker that cannot be started leaves the work to the main thread', async () => {
  const kept = new MemoryMediaStore()
  const refuse = () => {
    throw new DOMException('Refused by the content policy.', 'SecurityError')
  }
  await workerIngest(refuse, kept).ingest(request(new File(['abc'], 'a')))
  expect((await kept.open('clip'))?.size).toBe(3)
})

test('a worker that cannot open the store leaves the work to the main thread', async () => {
  const kept = new MemoryMediaStore()
  const ingest = workerIngest(() => channelWorker(() => Promise.reject(new Error('no OPFS here'))), kept)
  expect((await ingest.ingest(request(new File(['abc'], 'a')))).sizeBytes).toBe(3)
  expect((await kept.open('clip'))?.size).toBe(3)
  ingest.close()
})

test('a worker that dies while it copies leaves the work to the main thread', async () => {
  const kept = new MemoryMediaStore()
  const { worker, listeners } = heardWorker()
  const done = workerIngest(() => worker, kept).ingest(request(new File(['abc'], 'a')))
  listeners.get('error')?.(new Event('error'))
  expect((await done).sizeBytes).toBe(3)
})

test('a worker that says what nobody knows leaves the work to the main thread', async () => {
  const kept = new MemoryMediaStore()
  const { worker, listeners } = heardWorker()
  const done = workerIngest(() => worker, kept).ingest(request(new File(['abc'], 'a')))
  listeners.get('message')?.(new MessageEvent('message', { data: { kind: 'done', id: 1 } }))
  expect((await done).sizeBytes).toBe(3)
})

const silent: WorkerLike = { postMessage: () => {}, addEventListener: () => {}, terminate: () => {} }

test('[UP33] a worker whose file does not come is waited for ten seconds, and leaves the work to the main thread', async () => {
  const [kept, clock] = [new MemoryMediaStore(), new HandClock()]
  const done = workerIngest(() => silent, kept, clock).ingest(request(new File(['abc'], 'a')))
  clock.advance(9999)
  expect(await kept.keys()).toEqual([])
  clock.advance(1)
  expect((await done).sizeBytes).toBe(3)
  expect(clock.timers).toBe(0)
})

test('[UP33] a worker that has come is not hurried', async () => {
  const [kept, clock] = [new MemoryMediaStore(), new HandClock()]
  const ingest = workerIngest(() => channelWorker(async () => kept), new MemoryMediaStore(), clock)
  await ingest.ingest(request(new File(['abc'], 'a')))
  expect(clock.timers).toBe(0)
  ingest.close()
})

test('[PK5] closing ends what runs', async () => {
  const clock = new HandClock()
  const ingest = workerIngest(() => silent, new MemoryMediaStore(), clock)
  const done = ingest.ingest(request(new File(['abc'], 'a')))
  ingest.close()
  await expect(done).rejects.toBeInstanceOf(SyncClosed)
  expect(clock.timers).toBe(0)
})
