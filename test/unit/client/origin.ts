import type { Connectivity } from '../../../client-lib/runtime/connectivity.ts'
import type { Locks } from '../../../client-lib/runtime/locks.ts'
import type { TabMessage } from '../../../client-lib/tabs/tab-message.ts'
import type { Tabs } from '../../../client-lib/tabs/tabs.ts'

interface Waiting {
  readonly page: object
  readonly grant: () => void
}

/** What the pages of one browser share: locks and messages. */
export class Origin {
  readonly #holders = new Map<string, object>()
  readonly #queue = new Map<string, Waiting[]>()
  readonly #listeners = new Map<(message: TabMessage) => void, object>()

  /** Of a page that is gone, as the browser does. */
  forget(page: object): void {
    for (const [listener, owner] of this.#listeners) if (owner === page) this.#listeners.delete(listener)
    for (const [name, waiting] of this.#queue) {
      const others = waiting.filter((one) => one.page !== page)
      this.#queue.set(name, others)
    }
    for (const [name, holder] of this.#holders) if (holder === page) this.#release(name)
  }

  locksOf(page: object): Locks {
    return {
      areExclusive: true,
      whenHeld: async (name, signal, held) => {
        await this.#acquire(name, page, signal)
        try {
          if (!signal.aborted) await held()
        } finally {
          if (this.#holders.get(name) === page) this.#release(name)
        }
      },
    }
  }

  tabsOf(page: object): Tabs {
    return {
      post: (message) => {
        for (const [listener, owner] of [...this.#listeners])
          if (owner !== page) queueMicrotask(() => this.#listeners.has(listener) && listener(message))
      },
      onMessage: (listener) => {
        this.#listeners.set(listener, page)
        return () => this.#listeners.delete(listener)
      },
      close: () => undefined,
    }
  }

  /** Locks held or waited for, and listeners: nothing of a page that has closed. */
  traces(): number {
    return this.#holders.size + [...this.#queue.values()].flat().length + this.#listeners.size
  }

  #acquire(name: string, page: object, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (!this.#holders.has(name)) {
        this.#holders.set(name, page)
        return resolve()
      }
      const waiting = this.#queue.get(name) ?? []
      const mine = { page, grant: resolve }
      this.#queue.set(name, [...waiting, mine])
      signal.addEventListener('abort', () => {
        this.#queue.set(
          name,
          (this.#queue.get(name) ?? []).filter((one) => one !== mine),
        )
        resolve()
      })
    })
  }

  #release(name: string): void {
    const [next, ...rest] = this.#queue.get(name) ?? []
    this.#queue.set(name, rest)
    if (!next) this.#holders.delete(name)
    else {
      this.#holders.set(name, next.page)
      next.grant()
    }
  }
}

/** A browser's hints, given by hand. */
export class HandConnectivity implements Connectivity {
  readonly #listeners = new Set<() => void>()

  onWake(listener: () => void) {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  wake(): void {
    for (const listener of [...this.#listeners]) listener()
  }

  get listeners(): number {
    return this.#listeners.size
  }
}
