import { faultKinds } from '../faults/fault-kind.ts'
import type { PlanStep } from '../plan/plan-step.ts'
import { type RunOptions, type RunResult, runPlan } from './run-plan.ts'
import { planOf } from './run-seed.ts'

const mostRuns = 150

/** A smaller run that breaks the same promise: with fewer steps of the plan, and fewer kinds of faults. */
export async function shrink(failed: RunResult, options: RunOptions = {}): Promise<RunResult> {
  const plan = planOf(failed.seed, options.often)
  let smallest = failed
  let runs = 0
  const stillFails = async (steps: readonly PlanStep[], faults: RunOptions['faults']) => {
    runs += 1
    const result = await runPlan(failed.seed, { ...plan, steps }, { ...options, ...(faults ? { faults } : {}) })
    if (result.violation?.promise !== failed.violation?.promise) return false
    smallest = result
    return true
  }
  let steps = plan.steps
  let faults = options.faults ?? faultKinds
  for (const kind of faults) {
    if (runs >= mostRuns) return smallest
    const fewer = faults.filter((one) => one !== kind)
    if (await stillFails(steps, fewer)) faults = fewer
  }
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < steps.length; at += size) {
      if (runs >= mostRuns) return smallest
      const fewer = without(steps, at, size)
      if (await stillFails(fewer, faults)) {
        steps = fewer
        at -= size
      }
    }
  }
  return smallest
}

/** What comes after comes as late as before. */
function without(steps: readonly PlanStep[], at: number, size: number): readonly PlanStep[] {
  const gone = steps.slice(at, at + size)
  const goneMs = gone.reduce((sum, { afterMs }) => sum + afterMs, 0)
  const [next, ...rest] = steps.slice(at + size)
  return [...steps.slice(0, at), ...(next ? [{ ...next, afterMs: next.afterMs + goneMs }] : []), ...rest]
}
