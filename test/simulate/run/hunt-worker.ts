import { parentPort, workerData } from 'node:worker_threads'
import { mutants } from '../mutants/mutants.ts'
import { makePlatformSteady } from '../platform/steady-platform.ts'
import type { Hunt, HuntTask } from './hunt.ts'
import { runSeed } from './run-seed.ts'

/** Runs one mutant from seed to seed until a promise breaks, and reports which. */
const { mutant: name, first, last } = workerData as HuntTask
const mutant = mutants.find((one) => one.name === name)
if (!mutant) throw new Error(`There is no mutant "${name}".`)

makePlatformSteady()
let found: Hunt['found']
for (let seed = first; seed <= last && !found; seed += 1) {
  const { violation } = await runSeed(seed, { mutant })
  // Where the product itself breaks a promise, the mutant is not what was found.
  if (violation && !(await runSeed(seed)).violation) found = { seed, promise: violation.promise }
}
parentPort?.postMessage({ mutant: name, found } satisfies Hunt)
