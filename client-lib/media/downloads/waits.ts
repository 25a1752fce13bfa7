import type { PendingRetry, Retries } from '../../retry/retries.ts'

/** Pauses before tries that are made again; all can be ended at once, as far as the budget of retries lets them. */
export class Waits {
  readonly #retries: Retries
  readonly #running = new Set<PendingRetry>()

  constructor(retries: Retries) {
    this.#retries = retries
  }

  /** @throws the signal's reason, once it aborts */
  async pause(delayMs: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    await new Promise<void>((resolve) => {
      const end = () => {
        pending.cancel()
        this.#running.delete(pending)
        signal.removeEventListener('abort', end)
        resolve()
      }
      const pending = this.#retries.schedule('media', delayMs, end)
      this.#running.add(pending)
      signal.addEventListener('abort', end, { once: true })
    })
    signal.throwIfAborted()
  }

  /** What was tried again came through. */
  recovered(): void {
    this.#retries.recovered('media')
  }

  endAll(): void {
    for (const pending of [...this.#running]) pending.hurry()
  }
}
