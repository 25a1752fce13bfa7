import { Worker } from 'node:worker_threads'
import { nothingRun, sum, type Tally } from './tally.ts'

export interface SeedRange {
  readonly first: number
  readonly last: number
}

/** So many seeds, and a thread is replaced: what killed pages leave behind goes with it. Node keeps their signals for ever. */
const seedsOfAThread = 10

/** Runs seeds on several threads; `onProgress` is told of each. */
export async function runSeeds(
  { first, last }: SeedRange,
  threads: number,
  onProgress: (soFar: Tally, run: Tally) => void,
): Promise<Tally> {
  let tally = nothingRun
  const onRun = (run: Tally) => {
    tally = sum(tally, run)
    onProgress(tally, run)
  }
  const everySeeds = threads * seedsOfAThread
  const work = Array.from({ length: threads }, async (_, index) => {
    for (let start = first + index; start <= last; start += everySeeds) {
      await runOnThread({ first: start, last: Math.min(last, start + everySeeds - threads), of: threads }, onRun)
    }
  })
  await Promise.all(work)
  return tally
}

function runOnThread(workerData: SeedRange & { readonly of: number }, onRun: (run: Tally) => void): Promise<void> {
  const worker = new Worker(new URL('./seed-worker.ts', import.meta.url), { workerData })
  worker.on('message', onRun)
  return new Promise<void>((resolve, reject) => {
    worker.once('error', reject)
    worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`A thread ended with ${code}.`))))
  })
}
