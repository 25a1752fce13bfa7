import { reuseEqual } from '../runtime/reuse-equal.ts'
import { tellAll } from '../runtime/tell-all.ts'
import { latestOf } from './latest-of.ts'
import type { StatusApi, StatusSnapshot } from './status-snapshot.ts'

export interface StatusBoard extends StatusApi {
  /** Something the status is made of has changed. */
  update(): void
  /** Nobody is told any more. */
  close(): void
}

/** Keeps the last snapshot, and tells of a new one only where it says something else. */
export function createStatusBoard(derive: () => StatusSnapshot): StatusBoard {
  const listeners = new Set<(snapshot: StatusSnapshot) => void>()
  const ends = new Set<() => void>()
  let last = derive()
  let closed = false

  function subscribe(listener: (snapshot: StatusSnapshot) => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  return {
    get: () => last,
    subscribe,
    [Symbol.asyncIterator]() {
      const told = latestOf(last, () => {
        leave()
        ends.delete(told.end)
      })
      const leave = subscribe(told.take)
      if (closed) told.end()
      else ends.add(told.end)
      return told.iterator
    },
    update() {
      const next = reuseEqual(last, derive())
      if (next === last) return
      last = next
      tellAll(listeners, next, () => last === next)
    },
    close() {
      closed = true
      listeners.clear()
      for (const end of [...ends]) end()
    },
  }
}
