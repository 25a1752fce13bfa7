import * as v from 'valibot'
import { SyncClosed } from '../lifecycle/sync-closed.ts'
import { assertNever } from '../runtime/assert-never.ts'
import type { Clock } from '../runtime/clock.ts'
import { StorageFull } from '../storage/storage-full.ts'
import { StorageUnavailable } from '../storage/storage-unavailable.ts'
import { AssetUnreadable } from './asset-unreadable.ts'
import { fileNotKept } from './file-not-kept.ts'
import type { Ingest, Ingested, IngestRequest } from './ingest.ts'
import { type IngestCommand, IngestReport, type StoreLocation } from './ingest-messages.ts'

/** As much of a Worker as is used here. */
export interface WorkerLike {
  postMessage(message: unknown): void
  addEventListener(type: 'message' | 'error' | 'messageerror', listener: (event: Event) => void): void
  terminate(): void
}

interface WorkerOptions {
  readonly startWorker: () => WorkerLike
  readonly store: StoreLocation
  readonly fallback: Ingest
  readonly clock: Clock
}

interface Job {
  readonly request: IngestRequest
  readonly resolve: (done: Ingested) => void
  readonly reject: (error: unknown) => void
}

/** Its file comes over the network, which a file that is to be kept on the device cannot wait for. */
const startPatienceMs = 10_000

/** Ingest in a worker, started with the first file. A worker that fails, or does not come, hands its jobs to `fallback`, for good. */
export class WorkerIngest implements Ingest {
  readonly #jobs = new Map<number, Job>()
  readonly #options: WorkerOptions
  #stopWaiting = () => {}
  #worker: WorkerLike | 'not-started' | 'failed' = 'not-started'
  #lastId = 0

  constructor(options: WorkerOptions) {
    this.#options = options
  }

  async ingest(request: IngestRequest): Promise<Ingested> {
    request.signal.throwIfAborted()
    const worker = this.#running()
    if (worker === undefined) return this.#options.fallback.ingest(request)
    const id = ++this.#lastId
    const cancel = () => send(worker, { kind: 'cancel', id })
    request.signal.addEventListener('abort', cancel, { once: true })
    try {
      return await new Promise<Ingested>((resolve, reject) => {
        this.#jobs.set(id, { request, resolve, reject })
        send(worker, { kind: 'ingest', id, key: request.key, file: request.file })
      })
    } finally {
      this.#jobs.delete(id)
      request.signal.removeEventListener('abort', cancel)
    }
  }

  close() {
    this.#stopWaiting()
    if (typeof this.#worker === 'object') this.#worker.terminate()
    this.#worker = 'failed'
    for (const job of this.#jobs.values()) job.reject(new SyncClosed())
    this.#options.fallback.close()
  }

  #running(): WorkerLike | undefined {
    if (this.#worker === 'not-started') this.#worker = this.#start()
    return this.#worker === 'failed' ? undefined : this.#worker
  }

  #start(): WorkerLike | 'failed' {
    try {
      const worker = this.#options.startWorker()
      worker.addEventListener('message', (event) => this.#take((event as MessageEvent<unknown>).data))
      worker.addEventListener('error', () => this.#giveUp())
      worker.addEventListener('messageerror', () => this.#giveUp())
      send(worker, { kind: 'open', store: this.#options.store })
      this.#stopWaiting = this.#options.clock.schedule(startPatienceMs, () => this.#giveUp())
      return worker
    } catch {
      return 'failed'
    }
  }

  /** A job started again on the fallback writes the same key; the store shows it only when whole. */
  #giveUp() {
    if (typeof this.#worker !== 'object') return
    this.#stopWaiting()
    this.#worker.terminate()
    this.#worker = 'failed'
    for (const job of this.#jobs.values()) this.#options.fallback.ingest(job.request).then(job.resolve, job.reject)
  }

  #take(message: unknown) {
    if (this.#worker === 'failed') return
    const read = v.safeParse(IngestReport, message)
    if (!read.success || read.output.kind === 'unusable') return this.#giveUp()
    const report = read.output
    if (report.kind === 'ready') return this.#stopWaiting()
    const job = this.#jobs.get(report.id)
    if (!job) return
    switch (report.kind) {
      case 'progress':
        return job.request.onDoneBytes(report.doneBytes)
      case 'done':
        return job.resolve({ sizeBytes: report.sizeBytes, partChecksums: report.partChecksums })
      case 'failed':
        return job.reject(errorOf(report, job.request))
      default:
        return assertNever(report)
    }
  }
}

function send(worker: WorkerLike, command: IngestCommand) {
  worker.postMessage(command)
}

function errorOf(report: Extract<IngestReport, { kind: 'failed' }>, { file, signal }: IngestRequest): unknown {
  if (signal.aborted) return signal.reason
  switch (report.error) {
    case 'AssetUnreadable':
      return new AssetUnreadable(file.name)
    case 'StorageFull':
      return new StorageFull()
    case 'StorageUnavailable':
      return new StorageUnavailable(undefined, report.detail)
    case 'other':
      return fileNotKept(report.detail)
    default:
      return assertNever(report.error)
  }
}
