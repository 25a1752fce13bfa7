import type { Ingest, Ingested, IngestRequest } from './ingest.ts'

/** While one waits for the disk the other is hashed; each has a part in memory. */
const atOnce = 2

/** Files two at a time, so that a folder of them takes no more memory; of those that wait the smallest is next. */
export class IngestInTurns implements Ingest {
  readonly #ingest: Ingest
  readonly #waiting = new Set<{ readonly sizeBytes: number; readonly begin: () => void }>()
  #running = 0

  constructor(ingest: Ingest) {
    this.#ingest = ingest
  }

  async ingest(request: IngestRequest): Promise<Ingested> {
    await this.#turn(request)
    try {
      return await this.#ingest.ingest(request)
    } finally {
      this.#running -= 1
      this.#beginNext()
    }
  }

  close() {
    this.#ingest.close()
  }

  #turn({ file, signal }: IngestRequest): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting = { sizeBytes: file.size, begin: resolve }
      const leave = () => {
        if (this.#waiting.delete(waiting)) reject(signal.reason)
      }
      signal.addEventListener('abort', leave, { once: true })
      this.#waiting.add(waiting)
      this.#beginNext()
    })
  }

  #beginNext() {
    if (this.#running >= atOnce) return
    let next: { readonly sizeBytes: number; readonly begin: () => void } | undefined
    for (const one of this.#waiting) if (!next || one.sizeBytes < next.sizeBytes) next = one
    if (!next) return
    this.#waiting.delete(next)
    this.#running += 1
    next.begin()
  }
}
