import { type FaultCounts, type FaultKind, faultKinds, noFaults } from '../faults/fault-kind.ts'
import type { RunResult } from './run-plan.ts'

/** What many runs come to. */
export interface Tally {
  readonly seeds: number
  readonly steps: number
  readonly faults: FaultCounts
  readonly named: number
  readonly forgiven: number
  readonly filesNamed: number
  readonly filesForgiven: number
  readonly failed: readonly FailedSeed[]
}

export interface FailedSeed {
  readonly seed: number
  readonly promise: string
  readonly detail: string
}

export const nothingRun: Tally = {
  seeds: 0,
  steps: 0,
  faults: noFaults(),
  named: 0,
  forgiven: 0,
  filesNamed: 0,
  filesForgiven: 0,
  failed: [],
}

export function withRun(tally: Tally, { seed, violation, ...run }: RunResult): Tally {
  const failed = violation ? [{ seed, promise: violation.promise, detail: violation.detail }] : []
  return sum(tally, { ...run, seeds: 1, failed })
}

export function sum(one: Tally, other: Tally): Tally {
  return {
    seeds: one.seeds + other.seeds,
    steps: one.steps + other.steps,
    faults: Object.fromEntries(faultKinds.map((kind) => [kind, one.faults[kind] + other.faults[kind]])) as Record<
      FaultKind,
      number
    >,
    named: one.named + other.named,
    forgiven: one.forgiven + other.forgiven,
    filesNamed: one.filesNamed + other.filesNamed,
    filesForgiven: one.filesForgiven + other.filesForgiven,
    failed: [...one.failed, ...other.failed],
  }
}

/** Kinds of faults that never happened: what they would have shown was not looked for. */
export function missingFaults({ faults }: Tally): readonly FaultKind[] {
  return faultKinds.filter((kind) => faults[kind] === 0)
}
