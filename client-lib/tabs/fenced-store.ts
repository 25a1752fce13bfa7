import type { LocalStore } from '../storage/local-store.ts'
import { Deposed } from './deposed.ts'

export interface Fence {
  /** The epoch in which this tab leads; undefined while it does not. */
  readonly epoch: () => number | undefined
  readonly onDeposed: () => void
}

/**
 * The store as the tab that leads may write it: each transaction reads the epoch in force, and is refused where that
 * is not this tab's. So a leader that was frozen and has been replaced writes nothing late, whatever it believes.
 */
export function fencedStore(store: LocalStore, { epoch, onDeposed }: Fence): LocalStore {
  return {
    get: (table, key) => store.get(table, key),
    all: (table, under) => store.all(table, under),
    setAside: () => store.setAside(),
    close: () => store.close(),
    async transact(keys, decide) {
      try {
        return await store.transact([...keys, ['device', 'lead']], (rows) => {
          const row = rows.get('device', 'lead')
          if (row?.kind !== 'lead' || row.epoch !== epoch()) throw new Deposed()
          return decide(rows)
        })
      } catch (error) {
        if (error instanceof Deposed) onDeposed()
        throw error
      }
    },
  }
}
