import { Chance } from '../chance/chance.ts'
import { makePlan, type PlannedOften } from '../plan/make-plan.ts'
import type { Plan } from '../plan/plan-step.ts'
import { withSignedOutWork } from '../plan/signed-out-acts.ts'
import { type RunOptions, type RunResult, runPlan } from './run-plan.ts'

export function planOf(seed: number, often?: PlannedOften): Plan {
  const chance = new Chance(seed)
  return withSignedOutWork(chance.fork('signed-out work'), makePlan(chance.fork('plan'), often))
}

/** The run that a seed stands for. */
export function runSeed(seed: number, options: RunOptions = {}): Promise<RunResult> {
  return runPlan(seed, planOf(seed, options.often), options)
}
