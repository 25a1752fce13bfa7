import { availableParallelism } from 'node:os'
import { UnknownOption } from '../../dev/failures/unknown-option.ts'
import { readOptions, wholeNumber } from '../../dev/script/read-options.ts'
import { runScript } from '../../dev/script/run-script.ts'
import { plannedOften } from './plan/make-plan.ts'
import { makePlatformSteady } from './platform/steady-platform.ts'
import { findMutants } from './run/find-mutants.ts'
import type { Hunt } from './run/hunt.ts'
import type { RunOptions } from './run/run-plan.ts'
import { runSeed } from './run/run-seed.ts'
import { runSeeds } from './run/run-seeds.ts'
import { shrink } from './run/shrink.ts'
import { missingFaults, type Tally } from './run/tally.ts'

const usage = `npm run simulate -- [--seeds 100] [--seed 1] [--often evict] [--trace] [--rows] [--no-mutants]

Runs whole clients before the backend in memory, from seeds; ends with 1 where a promise is broken. The last line is JSON.

--seeds        how many
--seed         the first of them
--often        what is planned eight times as often as it is else
--trace        prints what happens in the first one
--rows         and every row that a page writes of a project or a file
--no-mutants   leaves out the known bugs, each of which must be found`

/** No run needs them all to have happened by chance before there were so many. */
const seedsForAllFaults = 200
const seedsForMutants = 300
const options = {
  seeds: { type: 'string', default: '100' },
  seed: { type: 'string', default: '1' },
  often: { type: 'string' },
  trace: { type: 'boolean', default: false },
  rows: { type: 'boolean', default: false },
  mutants: { type: 'boolean', default: true },
} as const

async function simulate(args: readonly string[]): Promise<boolean> {
  const { values } = readOptions(args, { options, allowNegative: true })
  const [first, seeds] = [wholeNumber('seed', values.seed), wholeNumber('seeds', values.seeds)]
  const often = plannedOften.find((kind) => kind === values.often)
  if (values.often !== undefined && !often)
    throw new UnknownOption(`--often takes one of ${plannedOften.join(', ')}, and "${values.often}" is none.`)
  const run = { ...(often ? { often } : {}), rows: values.rows }
  const startMs = performance.now()
  const threads = Math.min(2, availableParallelism(), seeds)
  const onProgress = (soFar: Tally, { failed }: Tally) => {
    for (const { seed, promise, detail } of failed) console.log(`Seed ${seed} broke ${promise}: ${detail}`)
    if (soFar.seeds % 100 !== 0) return
    console.log(`${soFar.seeds} seeds, ${Math.round((performance.now() - startMs) / 1000)} s`)
  }
  const tally = await runSeeds({ first, last: first + seeds - 1 }, threads, onProgress, often)
  makePlatformSteady()
  if (values.trace) console.log((await runSeed(first, run)).trace.lines.join('\n'))
  const isRepeatable = await repeats(first, run)
  await tellOf(tally, run)
  const hunts = values.mutants ? await findMutants({ first, mostSeeds: seedsForMutants, threads: 2 }, tellHunt) : []
  const found = hunts.filter((hunt) => hunt.found).length
  const count = (promise: string) => tally.failed.filter((failed) => failed.promise.startsWith(promise)).length
  const isComplete = seeds < seedsForAllFaults || missingFaults(tally).length === 0
  const { steps, faults, named, forgiven, filesNamed, filesForgiven } = tally
  const report = {
    ...{ editsLostSilently: count('1'), falseClaims: count('2') },
    ...{ editsLostAndNamed: named, editsEvictedWithTheirRows: forgiven },
    ...{ filesLostAndNamed: filesNamed, filesEvictedWithTheirRows: filesForgiven },
    mutantsFound: `${found}/${hunts.length}`,
  }
  console.log(JSON.stringify({ seeds: tally.seeds, steps, faults, ...report }))
  return tally.failed.length === 0 && isComplete && isRepeatable && found === hunts.length
}

/** The same seed is the same run, to the last line of its trace. */
async function repeats(first: number, run: RunOptions): Promise<boolean> {
  const [one, other] = [await runSeed(first, run), await runSeed(first, run)]
  if (one.trace.digest() === other.trace.digest()) return true
  const at = one.trace.lines.findIndex((line, index) => line !== other.trace.lines[index])
  console.log(
    `Seed ${first} does not repeat, from line ${at + 1} on:\n${one.trace.lines[at]}\n${other.trace.lines[at]}`,
  )
  return false
}

async function tellOf(tally: Tally, run: RunOptions): Promise<void> {
  const missing = missingFaults(tally)
  if (missing.length > 0) console.log(`Never happened: ${missing.join(', ')}`)
  const [worst] = tally.failed
  if (!worst) return
  console.log(`\nSeed ${worst.seed}, made as small as it still breaks:`)
  const { trace, faults } = await shrink(await runSeed(worst.seed, run), run)
  console.log(trace.lines.join('\n'))
  console.log(`with ${Object.entries(faults).flatMap(([kind, count]) => (count > 0 ? [`${kind} ${count}`] : []))}`)
  const often = run.often ? ` --often ${run.often}` : ''
  console.log(`Again: npm run simulate -- --seeds 1 --seed ${worst.seed}${often} --no-mutants\n`)
}

function tellHunt({ mutant, found }: Hunt): void {
  console.log(found ? `mutant found: ${mutant} (seed ${found.seed}: ${found.promise})` : `MUTANT NOT FOUND: ${mutant}`)
}

await runScript(usage, simulate)
