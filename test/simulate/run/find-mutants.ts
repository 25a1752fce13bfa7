import { mutants } from '../mutants/mutants.ts'
import { runSeed } from './run-seed.ts'

export interface Hunt {
  readonly mutant: string
  /** The first seed that showed it, and what it broke; undefined where none did. */
  readonly found: { readonly seed: number; readonly promise: string } | undefined
}

/** Runs each mutant until a seed shows it. */
export async function findMutants(first: number, mostSeeds: number, onHunt: (hunt: Hunt) => void): Promise<Hunt[]> {
  const hunts: Hunt[] = []
  for (const mutant of mutants) {
    let found: Hunt['found']
    for (let seed = first; seed < first + mostSeeds && !found; seed += 1) {
      const { violation } = await runSeed(seed, { mutant })
      // Where the product itself breaks a promise, the mutant is not what was found.
      if (violation && !(await runSeed(seed)).violation) found = { seed, promise: violation.promise }
    }
    const hunt = { mutant: mutant.name, found }
    hunts.push(hunt)
    onHunt(hunt)
  }
  return hunts
}
