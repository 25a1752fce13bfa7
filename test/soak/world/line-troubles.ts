import { setTimeout as delay } from 'node:timers/promises'
import { createGate, type Gate } from '../../../dev/proxy/gate.ts'
import type { Fault, MemoryServer } from '../../server/memory-server.ts'
import { problemReply } from '../../server/problem-reply.ts'
import type { Chance } from '../../simulate/chance/chance.ts'

/** How likely each is for one request. */
export interface TroubleRates {
  /** Before the request is handled, or its reply after. */
  readonly lost: number
  readonly slow: number
  readonly busy: number
  readonly hanging: number
}

export const noTrouble: TroubleRates = { lost: 0, slow: 0, busy: 0, hanging: 0 }
const longestDelayMs = 1500

/** What a bad line, and a service in trouble, do to requests; to which of them, only the machine's order of requests tells. */
export class LineTroubles {
  rates = noTrouble
  readonly #chance: Chance
  #recovered: Gate = createGate()

  constructor(server: MemoryServer, chance: Chance) {
    this.#chance = chance
    server.beforeHandling = () => this.#before()
    server.afterHandling = () => this.#after()
  }

  /** From now on nothing goes wrong; what hangs breaks off. */
  end(): void {
    this.rates = noTrouble
    this.#recovered.open()
    this.#recovered = createGate()
  }

  async #before(): Promise<Fault> {
    const { lost, busy, hanging } = this.rates
    if (this.#chance.happens(hanging)) {
      await this.#recovered.opened
      return 'lost'
    }
    await this.#delay()
    if (this.#chance.happens(busy)) return problemReply(503, 'unavailable', { retryAfterMs: 300 })
    return this.#chance.happens(lost / 2) ? 'lost' : undefined
  }

  async #after(): Promise<Fault> {
    await this.#delay()
    return this.#chance.happens(this.rates.lost / 2) ? 'lost' : undefined
  }

  async #delay(): Promise<void> {
    if (this.#chance.happens(this.rates.slow)) await delay(this.#chance.fraction() * longestDelayMs)
  }
}
