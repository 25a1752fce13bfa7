export interface Latest<T> {
  take(value: T): void
  /** Whoever waits is told that nothing more comes. */
  end(): void
  readonly iterator: AsyncIterator<T, undefined>
}

/**
 * The newest of a row of values, for one who asks: what was not asked for in time is passed over, so nothing piles up.
 * @param onLeave told once, when it is ended or the one who asks has left the loop
 */
export function latestOf<T>(first: T, onLeave: () => void): Latest<T> {
  let fresh: { readonly value: T } | undefined = { value: first }
  let ended = false
  let waiting: ((result: IteratorResult<T, undefined>) => void) | undefined

  function end(): void {
    if (ended) return
    ended = true
    onLeave()
    waiting?.({ done: true, value: undefined })
  }

  return {
    take(value) {
      if (ended) return
      if (!waiting) {
        fresh = { value }
        return
      }
      waiting({ done: false, value })
      waiting = undefined
    },
    end,
    iterator: {
      next() {
        if (fresh) {
          const { value } = fresh
          fresh = undefined
          return Promise.resolve({ done: false, value })
        }
        if (ended) return Promise.resolve({ done: true, value: undefined })
        return new Promise((resolve) => {
          waiting = resolve
        })
      },
      return() {
        end()
        return Promise.resolve({ done: true, value: undefined })
      },
    },
  }
}
