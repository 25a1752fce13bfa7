import type { HostStore } from '../../../client-lib/host/host-store.ts'
import type { Clock } from '../../../client-lib/runtime/clock.ts'
import type { LocalStore } from '../../../client-lib/storage/local-store.ts'
import type { Transport } from '../../../client-lib/transport/transport.ts'

const never = new Promise<never>(() => undefined)

/**
 * A page that can be killed at any moment: from then on none of its calls does anything or comes back.
 * Each call of a port is two moments, before it acts and after; `dieAt` counts them.
 */
export class MortalPage {
  #moments = 0
  #alive = true
  dieAt: number | undefined
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

  async act<T>(work: () => Promise<T>): Promise<T> {
    this.#moment()
    if (!this.#alive) return never
    try {
      const result = await work()
      this.#moment()
      return this.#alive ? result : never
    } catch (error) {
      if (this.#alive) throw error
      return never
    }
  }

  store(store: LocalStore): LocalStore {
    return {
      get: (table, key) => (this.#alive ? store.get(table, key) : never),
      all: (table, under) => (this.#alive ? store.all(table, under) : never),
      transact: (keys, decide) => this.act(() => store.transact(keys, decide)),
      setAside: () => (this.#alive ? store.setAside() : never),
      close: () => store.close(),
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
      schedule: (delayMs, callback) => clock.schedule(delayMs, () => this.#alive && callback()),
    }
  }

  #moment(): void {
    this.#moments += 1
    if (this.#moments === this.dieAt) this.kill()
  }
}
