import type { HostStore } from '../../client-lib/host/host-store.ts'
import { SyncClosed } from '../../client-lib/lifecycle/sync-closed.ts'
import type { Clock } from '../../client-lib/runtime/clock.ts'
import type { Locks } from '../../client-lib/runtime/locks.ts'
import type { LocalStore } from '../../client-lib/storage/local-store.ts'
import type { Tabs } from '../../client-lib/tabs/tabs.ts'
import type { Transport } from '../../client-lib/transport/transport.ts'

const never = new Promise<never>(() => undefined)

/**
 * A page that can be killed at any moment: from then on none of its calls does anything or comes back.
 * Each call of a port is two moments, before it acts and after; `dieAt` counts them.
 * A frozen page does nothing and hears nothing until it is thawed; then everything that was told comes at once.
 */
export class MortalPage {
  #moments = 0
  #alive = true
  #frozen: Promise<void> | undefined
  #thaw: () => void = () => undefined
  dieAt: number | undefined
  /** While true, what other tabs say is lost on it, as on a page that some browsers have frozen. */
  isDeaf = false
  onDeath: () => void = () => undefined

  get alive(): boolean {
    return this.#alive
  }

  get moments(): number {
    return this.#moments
  }

  kill(): void {
    if (!this.#alive) return
    this.#alive = false
    this.onDeath()
  }

  freeze(): void {
    this.#frozen ??= new Promise((resolve) => {
      this.#thaw = resolve
    })
  }

  thaw(): void {
    this.#frozen = undefined
    this.#thaw()
  }

  async act<T>(work: () => Promise<T>): Promise<T> {
    if (this.#frozen) await this.#frozen
    this.#moment()
    if (!this.#alive) return never
    try {
      const result = await work()
      if (this.#frozen) await this.#frozen
      this.#moment()
      return this.#alive ? result : never
    } catch (error) {
      if (this.#frozen) await this.#frozen
      if (this.#alive) throw error
      return never
    }
  }

  /** A store that is closed answers no more, as a database does. */
  store(store: LocalStore): LocalStore {
    let isClosed = false
    const open = <T>(work: () => Promise<T>) => (isClosed ? Promise.reject(new SyncClosed()) : work())
    return {
      get: (table, key) => (this.#alive ? open(() => store.get(table, key)) : never),
      all: (table, under) => (this.#alive ? open(() => store.all(table, under)) : never),
      transact: (keys, decide) => this.act(() => open(() => store.transact(keys, decide))),
      setAside: () => (this.#alive ? open(() => store.setAside()) : never),
      close() {
        isClosed = true
        store.close()
      },
    }
  }

  transport(transport: Transport): Transport {
    return { send: (request) => this.act(() => transport.send(request)) }
  }

  host(host: HostStore): HostStore {
    const remove: NonNullable<HostStore['remove']> = (projectId, expected) =>
      this.act(async () => (await host.remove?.(projectId, expected)) ?? false)
    return {
      ...(host.remove ? { remove } : {}),
      list: () => (this.#alive ? host.list() : never),
      load: (projectId) => (this.#alive ? host.load(projectId) : never),
      apply: (remote, expected) => this.act(() => host.apply(remote, expected)),
    }
  }

  clock(clock: Clock): Clock {
    return {
      nowMs: () => clock.nowMs(),
      schedule: (delayMs, callback) => clock.schedule(delayMs, () => this.#awake(callback)),
    }
  }

  tabs(tabs: Tabs): Tabs {
    return {
      post: (message) => tabs.post(message),
      onMessage: (listener) => tabs.onMessage((message) => this.isDeaf || this.#awake(() => listener(message))),
      close: () => tabs.close(),
    }
  }

  locks(locks: Locks): Locks {
    return {
      areExclusive: locks.areExclusive,
      whenHeld: (name, signal, held, options) =>
        this.act(() => locks.whenHeld(name, signal, () => this.act(held), options)),
    }
  }

  #awake(callback: () => void): void {
    if (this.#frozen) void this.#frozen.then(() => this.#awake(callback))
    else if (this.#alive) callback()
  }

  #moment(): void {
    this.#moments += 1
    if (this.#moments === this.dieAt) this.kill()
  }
}
