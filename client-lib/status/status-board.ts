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

/** `next`, with each part that equals the one before taken from there, so that equal parts are the same object. */
function reuseEqual<T>(before: T, next: T): T {
  if (Object.is(before, next) || !isPlain(before) || !isPlain(next)) return next
  const keys = Object.keys(next)
  let merged: Record<string, unknown> = next
  let equal = keys.length === Object.keys(before).length
  for (const key of keys) {
    const part = reuseEqual(before[key], next[key])
    if (!Object.is(part, before[key])) equal = false
    if (part === next[key]) continue
    // What is said of many projects is shared, and an app may have frozen it.
    if (merged === next) merged = { ...next }
    merged[key] = part
  }
  // Sound: key by key it is `next`.
  return equal ? before : (merged as T)
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
