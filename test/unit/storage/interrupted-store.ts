import type { Change, RowKey, Rows } from '../../../client-lib/storage/local-store.ts'
import { MemoryLocalStore } from '../../../client-lib/storage/memory-local-store.ts'

type Decide<T> = (rows: Rows) => { changes: readonly Change[]; result: T }

/** One tab's rows, where another writes right before a transaction of this one. */
export class InterruptedStore extends MemoryLocalStore {
  #toCome = 0
  #interrupt = async (): Promise<unknown> => undefined

  /** @param at which of the transactions to come, from 1 */
  interruptAt(at: number, interrupt: () => Promise<unknown>): void {
    this.#toCome = at
    this.#interrupt = interrupt
  }

  override async transact<T>(keys: readonly RowKey[], decide: Decide<T>): Promise<T> {
    this.#toCome -= 1
    if (this.#toCome === 0) await this.#interrupt()
    return super.transact(keys, decide)
  }
}
