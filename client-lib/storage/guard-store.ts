import type { Clock } from '../runtime/clock.ts'
import type { StorageFault } from './classify-storage-error.ts'
import type { LocalStore } from './local-store.ts'
import { StorageUnavailable } from './storage-unavailable.ts'
import { healthAfter, mayAsk, newHealth, type StoreEvent, type StoreHealth } from './store-health.ts'

/** The device's store as the rest of the client asks it. */
export interface GuardedStore {
  readonly store: LocalStore
  /** False where this tab's memory stands in for a store that the browser refuses. */
  isDurable(): boolean
  /** One that failed in a row is asked again with the next call. */
  retry(): void
}

/**
 * Leaves a store alone that failed in a row, until a while has passed or `retry`; and goes on in memory where it was
 * refused from the start.
 * @param memory makes what stands in; without it a refused store is tried for as long as it takes
 */
export function guardStore(device: LocalStore, clock: Clock, memory?: () => LocalStore): GuardedStore {
  let health: StoreHealth = { ...newHealth, replaceable: memory !== undefined }
  let standIn: LocalStore | undefined
  let failure: unknown

  function dispatch(event: StoreEvent): void {
    health = healthAfter(health, event, clock.nowMs())
    if (health.kind === 'memory') standIn ??= memory?.()
  }

  async function ask<T>(use: (store: LocalStore) => Promise<T>): Promise<T> {
    const before = health
    dispatch({ kind: 'wanted' })
    if (standIn) return use(standIn)
    if (!mayAsk(before, health)) throw failure
    try {
      const result = await use(device)
      dispatch({ kind: 'answered' })
      return result
    } catch (error) {
      const fault = faultOf(error)
      // One that is full, or whose transaction has refused itself, as to a leader that was replaced, has answered.
      dispatch(fault ? { kind: 'failed', fault } : { kind: 'answered' })
      if (!fault) throw error
      failure = error
      if (!standIn) throw error
      return use(standIn)
    }
  }

  return {
    isDurable: () => standIn === undefined,
    retry: () => dispatch({ kind: 'retry' }),
    store: {
      get: (table, key) => ask((store) => store.get(table, key)),
      all: (table, under) => ask((store) => store.all(table, under)),
      transact: (keys, decide) => ask((store) => store.transact(keys, decide)),
      setAside: () => ask((store) => store.setAside()),
      close: () => {
        device.close()
        standIn?.close()
      },
    },
  }
}

function faultOf(error: unknown): StorageFault | undefined {
  return error instanceof StorageUnavailable ? error.fault : undefined
}
