import type { Connectivity } from '../../client-lib/runtime/connectivity.ts'
import type { Locks } from '../../client-lib/runtime/locks.ts'
import type { TabMessage } from '../../client-lib/tabs/tab-message.ts'
import type { Tabs } from '../../client-lib/tabs/tabs.ts'
import { OriginLocks } from './origin-locks.ts'

/** What the pages of one browser share: locks and messages. */
export class Origin {
  readonly locks = new OriginLocks()
  readonly #listeners = new Map<
    (message: TabMessage) => void,
    { readonly page: object; readonly channel: string | null }
  >()

  /** Of a page that is gone, as the browser does. */
  forget(page: object): void {
    for (const [listener, owner] of this.#listeners) if (owner.page === page) this.#listeners.delete(listener)
    this.locks.forget(page)
  }

  locksOf(page: object): Locks {
    return this.locks.of(page)
  }

  tabsOf(page: object, channel: string | null): Tabs {
    return {
      post: (message) => {
        for (const [listener, owner] of [...this.#listeners])
          if (owner.page !== page && owner.channel === channel)
            queueMicrotask(() => this.#listeners.has(listener) && listener(message))
      },
      onMessage: (listener) => {
        this.#listeners.set(listener, { page, channel })
        return () => this.#listeners.delete(listener)
      },
      close: () => undefined,
    }
  }

  /** Locks held or waited for, and listeners: nothing of a page that has closed. */
  traces(): number {
    return this.locks.traces() + this.#listeners.size
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
