import type { PlannedOften } from '../plan/make-plan.ts'
import { runOnThread } from './run-on-thread.ts'
import { nothingRun, sum, type Tally } from './tally.ts'

export interface SeedRange {
  readonly first: number
  readonly last: number
}

export interface SeedTask extends SeedRange {
  /** Every so many-th seed is the thread's. */
  readonly of: number
  readonly often: PlannedOften | undefined
}

/** So many seeds, and a thread is replaced: what killed pages leave behind goes with it. Node keeps their signals for ever. */
const seedsOfAThread = 10

/** Runs seeds on several threads; `onProgress` is told of each. */
export async function runSeeds(
  { first, last }: SeedRange,
  threads: number,
  onProgress: (soFar: Tally, run: Tally) => void,
  often?: PlannedOften,
): Promise<Tally> {
  let tally = nothingRun
  const onRun = (run: Tally) => {
    tally = sum(tally, run)
    onProgress(tally, run)
  }
  const everySeeds = threads * seedsOfAThread
  const work = Array.from({ length: threads }, async (_, index) => {
    for (let start = first + index; start <= last; start += everySeeds) {
      const task: SeedTask = { first: start, last: Math.min(last, start + everySeeds - threads), of: threads, often }
      await runOnThread<SeedTask, Tally>(new URL('./seed-worker.ts', import.meta.url), task, onRun)
    }
  })
  await Promise.all(work)
  return tally
}
