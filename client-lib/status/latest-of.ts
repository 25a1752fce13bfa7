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
  const waiting: ((result: IteratorResult<T, undefined>) => void)[] = []

  function end(): void {
    if (ended) return
    ended = true
    onLeave()
    for (const asked of waiting) asked({ done: true, value: undefined })
  }

  return {
    take(value) {
      if (ended) return
      const asked = waiting.shift()
      if (asked) asked({ done: false, value })
      else fresh = { value }
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
          waiting.push(resolve)
        })
      },
      return() {
        fresh = undefined
        end()
        return Promise.resolve({ done: true, value: undefined })
      },
    },
  }
}
