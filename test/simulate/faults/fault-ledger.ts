import type { Chance } from '../chance/chance.ts'
import { type FaultKind, noFaults } from './fault-kind.ts'

/** Which faults a run may have, whether they happen now, and how often each did. */
export class FaultLedger {
  readonly counts = noFaults()
  readonly #allowed: ReadonlySet<FaultKind>
  #areOver = false

  constructor(allowed: Iterable<FaultKind>) {
    this.#allowed = new Set(allowed)
  }

  /** From now on nothing goes wrong any more. */
  end(): void {
    this.#areOver = true
  }

  mayHappen(kind: FaultKind): boolean {
    return !this.#areOver && this.#allowed.has(kind)
  }

  /** Decides whether it happens; who asks has it take effect. */
  strikes(kind: FaultKind, probability: number, chance: Chance): boolean {
    const struck = chance.happens(probability) && this.mayHappen(kind)
    if (struck) this.counts[kind] += 1
    return struck
  }

  note(kind: FaultKind): void {
    this.counts[kind] += 1
  }
}
