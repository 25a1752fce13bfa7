/** At most `limit` pieces of work at once; the rest wait their turn. */
export interface Slots {
  use<T>(work: () => Promise<T>): Promise<T>
}

export function createSlots(limit: number): Slots {
  const waiting: (() => void)[] = []
  let taken = 0
  return {
    async use(work) {
      if (taken >= limit) await new Promise<void>((resolve) => waiting.push(resolve))
      else taken += 1
      try {
        return await work()
      } finally {
        // The slot is handed on, not given back, while somebody waits.
        const next = waiting.shift()
        if (next) next()
        else taken -= 1
      }
    },
  }
}
