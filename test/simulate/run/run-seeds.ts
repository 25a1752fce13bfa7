import { Worker } from 'node:worker_threads'
import { nothingRun, sum, type Tally } from './tally.ts'

export interface SeedRange {
  readonly first: number
  readonly last: number
}

/** Runs seeds on several threads; `onProgress` is told of each. */
export async function runSeeds(
  { first, last }: SeedRange,
  threads: number,
  onProgress: (soFar: Tally, run: Tally) => void,
): Promise<Tally> {
  let tally = nothingRun
  const work = Array.from({ length: threads }, (_, index) => {
    const worker = new Worker(new URL('./seed-worker.ts', import.meta.url), {
      workerData: { first: first + index, last, of: threads },
    })
    worker.on('message', (run: Tally) => {
      tally = sum(tally, run)
      onProgress(tally, run)
    })
    return new Promise<void>((resolve, reject) => {
      worker.once('error', reject)
      worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`A thread ended with ${code}.`))))
    })
  })
  await Promise.all(work)
  return tally
}
