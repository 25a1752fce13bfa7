import type { Locks } from '../../client-lib/runtime/locks.ts'

interface Claim {
  readonly page: object
  readonly grant: () => void
  /** Rejects once another has taken the lock away. */
  readonly robbed: Promise<never>
  readonly rob: () => void
}

/** The locks of one browser: one holder a name, the rest in a queue. */
export class OriginLocks {
  readonly #holders = new Map<string, Claim>()
  readonly #queue = new Map<string, Claim[]>()
  /** A browser without Web Locks gives every lock to everybody. */
  areExclusive = true

  /** Of a page that is gone, as the browser does. */
  forget(page: object): void {
    for (const [name, waiting] of this.#queue) {
      const others = waiting.filter((one) => one.page !== page)
      this.#queue.set(name, others)
    }
    for (const [name, holder] of this.#holders) if (holder.page === page) this.#release(name, holder)
  }

  of(page: object): Locks {
    if (!this.areExclusive) return { areExclusive: false, whenHeld: (_name, _signal, held) => held() }
    return {
      areExclusive: true,
      whenHeld: async (name, signal, held, { steal = false, ifAvailable = false } = {}) => {
        if (signal.aborted || (ifAvailable && this.#holders.has(name))) return
        const claim = await this.#claim(name, page, signal, steal)
        try {
          if (!signal.aborted) await Promise.race([held(), claim.robbed])
        } finally {
          this.#release(name, claim)
        }
      },
    }
  }

  traces(): number {
    return this.#holders.size + [...this.#queue.values()].flat().length
  }

  #claim(name: string, page: object, signal: AbortSignal, steal: boolean): Promise<Claim> {
    return new Promise((resolve) => {
      const claim = newClaim(page, () => resolve(claim))
      const holder = this.#holders.get(name)
      if (holder && !steal) {
        this.#queue.set(name, [...(this.#queue.get(name) ?? []), claim])
        signal.addEventListener('abort', () => {
          const others = (this.#queue.get(name) ?? []).filter((one) => one !== claim)
          this.#queue.set(name, others)
          resolve(claim)
        })
        return
      }
      this.#holders.set(name, claim)
      holder?.rob()
      resolve(claim)
    })
  }

  #release(name: string, claim: Claim): void {
    if (this.#holders.get(name) !== claim) return
    const [next, ...rest] = this.#queue.get(name) ?? []
    this.#queue.set(name, rest)
    if (!next) this.#holders.delete(name)
    else {
      this.#holders.set(name, next)
      next.grant()
    }
  }
}

function newClaim(page: object, grant: () => void): Claim {
  let rob: () => void = () => undefined
  const robbed = new Promise<never>((_, reject) => {
    rob = () => reject(new DOMException('The lock was stolen.', 'AbortError'))
  })
  robbed.catch(() => undefined)
  return { page, grant, robbed, rob }
}
