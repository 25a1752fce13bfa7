import { SyncClosed } from '../lifecycle/sync-closed.ts'

interface Run<T> {
  readonly done: Promise<T>
  readonly controller: AbortController
  waiting: number
}

/** Work that several callers want at once, done once; it ends early only when none of them waits any more. */
export class SharedRuns<T> {
  readonly #runs = new Map<string, Run<T>>()
  /** With those that nobody waits for any more. */
  readonly #unfinished = new Set<Promise<unknown>>()
  #closed = false

  /** @throws what the work throws, or the reason of this caller's own signal | SyncClosed */
  async join(key: string, signal: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    signal?.throwIfAborted()
    if (this.#closed) throw new SyncClosed()
    const run = this.#runs.get(key) ?? this.#begin(key, work)
    run.waiting += 1
    let leave = () => {}
    const left = new Promise<never>((_, reject) => {
      leave = () => reject(signal?.reason)
    })
    signal?.addEventListener('abort', leave, { once: true })
    try {
      return await Promise.race([run.done, left])
    } finally {
      signal?.removeEventListener('abort', leave)
      run.waiting -= 1
      if (run.waiting === 0) run.controller.abort()
    }
  }

  /** Ends all that runs, and begins nothing more; settles once nothing is being done. */
  async close(): Promise<void> {
    this.#closed = true
    for (const { controller } of this.#runs.values()) controller.abort(new SyncClosed())
    await Promise.allSettled(this.#unfinished)
  }

  #begin(key: string, work: (signal: AbortSignal) => Promise<T>): Run<T> {
    const controller = new AbortController()
    /** Whoever comes later may have begun another. */
    const end = () => {
      if (this.#runs.get(key) === run) this.#runs.delete(key)
    }
    const done = work(controller.signal).finally(end)
    const finish = () => this.#unfinished.delete(done)
    this.#unfinished.add(done)
    done.then(finish, finish)
    const run: Run<T> = { done, controller, waiting: 0 }
    controller.signal.addEventListener('abort', end, { once: true })
    this.#runs.set(key, run)
    return run
  }
}
