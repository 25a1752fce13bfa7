import type { HousekeepingPorts } from '../../lambdas/housekeeping/housekeeping-ports.ts'
import { keepHouse } from '../../lambdas/housekeeping/keep-house.ts'
import type { FailedStep } from '../../lambdas/housekeeping/sweep-account.ts'
import { RequestMeter } from '../../lambdas/metrics/request-meter.ts'
import { betweenCalls } from './between-calls.ts'
import type { WorldPorts } from './world-ports.ts'

/** The process is gone: nothing it calls is done any more. */
export class Killed extends Error {
  override readonly name = 'Killed'
}

export interface HouseRun {
  readonly owner: string
  /** How many calls of its ports are done before it is killed; half of them before the last reply is in. */
  readonly killedAfter: number
  /** Run before each call that changes something. */
  readonly beforeChange: (method: string, args: readonly unknown[]) => Promise<void>
}

const changing = new Set([
  ...['removeMedia', 'removeSnapshot', 'markMedia', 'markSnapshot'],
  ...['begin', 'erase', 'dropStored', 'dropVersions', 'end'],
  ...['discard', 'dropAbandoned', 'collected', 'abandon', 'correct', 'remove'],
])

export interface HouseOutcome {
  readonly counts: ReadonlyMap<string, number>
  readonly failed: readonly FailedStep[]
}

/** One run of the deployed function's own code over these ports. */
export async function runHouse(ports: WorldPorts, run: HouseRun): Promise<HouseOutcome> {
  let calls = 0
  const live = (): void => {
    if (calls > run.killedAfter) throw new Killed()
  }
  const hooks = {
    before: async (method: string, args: readonly unknown[]) => {
      live()
      calls += 1
      if (calls > run.killedAfter && calls % 2 === 0) throw new Killed()
      if (changing.has(method)) await run.beforeChange(method, args)
    },
    // Done, and its reply lost with the process.
    after: async () => live(),
  }
  const meter = new RequestMeter()
  const failed: FailedStep[] = []
  const wrapped = <Port extends object>(port: Port): Port => betweenCalls(port, hooks)
  const house: HousekeepingPorts = {
    rows: wrapped(ports.rows),
    marks: wrapped(ports.marks),
    tombstones: wrapped(ports.tombstones),
    assets: wrapped(ports.assets),
    projects: wrapped(ports.projects),
    usage: wrapped(ports.usage),
    ledger: wrapped(ports.ledger),
    store: wrapped(ports.bytes),
    lists: wrapped(ports.bytes),
    bin: wrapped(ports.bytes),
    clock: ports.clock,
    retention: ports.retention,
    meter,
  }
  const registry = wrapped(ports.registry)
  const onFailedStep = (step: FailedStep) => void failed.push(step)
  try {
    await keepHouse({ ...house, registry, onFailedStep }, { owner: run.owner, remainingMs: () => 900_000 })
  } catch (error) {
    if (!(error instanceof Killed)) throw error
  }
  for (const { cause } of failed) if (!(cause instanceof Killed)) throw cause
  return { counts: meter.answered().counts, failed }
}
