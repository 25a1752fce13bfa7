import { mutants } from '../mutants/mutants.ts'
import type { Hunt, HuntTask } from './hunt.ts'
import { runOnThread } from './run-on-thread.ts'

/** Runs each mutant until a seed shows it, on threads of their own; `onHunt` is told of each as it ends. */
export async function findMutants(
  { first, mostSeeds, threads }: { readonly first: number; readonly mostSeeds: number; readonly threads: number },
  onHunt: (hunt: Hunt) => void,
): Promise<Hunt[]> {
  const hunts: Hunt[] = []
  const waiting = mutants.map(({ name }): HuntTask => ({ mutant: name, first, last: first + mostSeeds - 1 }))
  const work = Array.from({ length: threads }, async () => {
    for (let task = waiting.shift(); task; task = waiting.shift()) {
      await runOnThread<HuntTask, Hunt>(new URL('./hunt-worker.ts', import.meta.url), task, (hunt) => {
        hunts.push(hunt)
        onHunt(hunt)
      })
    }
  })
  await Promise.all(work)
  return hunts
}
