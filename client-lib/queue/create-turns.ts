/** Work on one project, one piece after the other, in the order it was asked for. */
export interface Turns {
  take<T>(projectId: string, work: () => Promise<T>): Promise<T>
  /** Something beside them that may ask for a turn as it ends. */
  awaits(projectId: string, work: Promise<unknown>): void
  /** Settles once nothing is left that is awaited of the project now. */
  awaited(projectId: string): Promise<unknown>
  /** Settles once no work is left, nor what is awaited. */
  settled(): Promise<void>
}

/** @param ready what every first piece waits for; how it ends is its own matter */
export function createTurns(ready: Promise<unknown> = Promise.resolve()): Turns {
  const last = new Map<string, Promise<unknown>>()
  const awaited = new Map<Promise<unknown>, string>()
  return {
    take(projectId, work) {
      const before = last.get(projectId) ?? ready
      const mine = before.then(work, work)
      last.set(projectId, mine)
      const forget = () => {
        if (last.get(projectId) === mine) last.delete(projectId)
      }
      mine.then(forget, forget)
      return mine
    },
    awaits(projectId, work) {
      awaited.set(work, projectId)
      const forget = () => awaited.delete(work)
      work.then(forget, forget)
    },
    awaited(projectId) {
      return Promise.allSettled([...awaited].flatMap(([work, of]) => (of === projectId ? [work] : [])))
    },
    async settled() {
      while (last.size + awaited.size > 0) await Promise.allSettled([...last.values(), ...awaited.keys()])
    },
  }
}
