/** Work on one project, one piece after the other, in the order it was asked for. */
export interface Turns {
  take<T>(projectId: string, work: () => Promise<T>): Promise<T>
  /** Settles once no work is left. */
  settled(): Promise<void>
}

export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>()
  return {
    take(projectId, work) {
      const before = last.get(projectId) ?? Promise.resolve()
      const mine = before.then(work, work)
      last.set(projectId, mine)
      const forget = () => {
        if (last.get(projectId) === mine) last.delete(projectId)
      }
      mine.then(forget, forget)
      return mine
    },
    async settled() {
      while (last.size > 0) await Promise.allSettled(last.values())
    },
  }
}
