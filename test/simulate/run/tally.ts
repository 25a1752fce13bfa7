import { type FaultCounts, type FaultKind, faultKinds, noFaults } from '../faults/fault-kind.ts'
import type { RunResult } from './run-plan.ts'

/** What many runs come to. */
export interface Tally {
  readonly seeds: number
  readonly steps: number
  readonly faults: FaultCounts
  readonly forgiven: number
  readonly failed: readonly FailedSeed[]
}

export interface FailedSeed {
  readonly seed: number
  readonly promise: string
  readonly detail: string
}

export const nothingRun: Tally = { seeds: 0, steps: 0, faults: noFaults(), forgiven: 0, failed: [] }

export function withRun(tally: Tally, { seed, steps, faults, forgiven, violation }: RunResult): Tally {
  const failed = violation ? [{ seed, promise: violation.promise, detail: violation.detail }] : []
  return sum(tally, { seeds: 1, steps, faults, forgiven, failed })
}

export function sum(one: Tally, other: Tally): Tally {
  return {
    seeds: one.seeds + other.seeds,
    steps: one.steps + other.steps,
    faults: Object.fromEntries(faultKinds.map((kind) => [kind, one.faults[kind] + other.faults[kind]])) as Record<
      FaultKind,
      number
    >,
    forgiven: one.forgiven + other.forgiven,
    failed: [...one.failed, ...other.failed],
  }
}

/** Kinds of faults that never happened: what they would have shown was not looked for. */
export function missingFaults({ faults }: Tally): readonly FaultKind[] {
  return faultKinds.filter((kind) => faults[kind] === 0)
}
