import { parentPort, workerData } from 'node:worker_threads'
import { makePlatformSteady } from '../platform/steady-platform.ts'
import { runSeed } from './run-seed.ts'
import type { SeedTask } from './run-seeds.ts'
import { nothingRun, withRun } from './tally.ts'

/** Runs every `of`th seed of a range, from `first` on, and reports each. */
const { first, last, of, often } = workerData as SeedTask

makePlatformSteady()
for (let seed = first; seed <= last; seed += of)
  parentPort?.postMessage(withRun(nothingRun, await runSeed(seed, often ? { often } : {})))
