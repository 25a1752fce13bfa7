import type { Clock } from '../../runtime/clock.ts'

/** Pauses between tries that can all be ended at once. */
export class Waits {
  readonly #clock: Clock
  readonly #running = new Set<() => void>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** @throws the signal's reason, once it aborts */
  async pause(delayMs: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    await new Promise<void>((resolve) => {
      const end = () => {
        cancel()
        this.#running.delete(end)
        signal.removeEventListener('abort', end)
        resolve()
      }
      const cancel = this.#clock.schedule(delayMs, end)
      this.#running.add(end)
      signal.addEventListener('abort', end, { once: true })
    })
    signal.throwIfAborted()
  }

  endAll(): void {
    for (const end of [...this.#running]) end()
  }
}
