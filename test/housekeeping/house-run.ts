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

/** A store that does not answer once. */
export class Busy extends Error {
  override readonly name = 'Busy'
}

export interface HouseRun {
  readonly owner: string
  /** How many calls of its ports are done before it is killed; half of them before the last reply is in. */
  readonly killedAfter: number
  /** The one call that fails, and nothing else with it. */
  readonly failsAt: number
  /** Run before each call that changes something. */
  readonly beforeChange: (method: string, args: readonly unknown[]) => Promise<void>
}

const changing = new Set([
  ...['removeMedia', 'removeSnapshot', 'markMedia', 'markSnapshot'],
  ...['begin', 'erase', 'dropStored', 'dropVersions', 'end'],
  ...['discard', 'dropAbandoned', 'collected', 'abandon', 'settle', 'correct', 'remove'],
])

export interface HouseOutcome {
  readonly counts: ReadonlyMap<string, number>
  /** Whether nothing of it failed. */
  readonly isWhole: boolean
  /** Whose accounts it came to. */
  readonly looked: ReadonlySet<string>
}

/** One run of the deployed function's own code over these ports. */
export async function runHouse(ports: WorldPorts, run: HouseRun): Promise<HouseOutcome> {
  let calls = 0
  const looked = new Set<string>()
  // Housekeeping changes several things at once; who comes between does one thing after the other.
  let turn: Promise<void> = Promise.resolve()
  const comeBetween = (method: string, args: readonly unknown[]): Promise<void> => {
    const deed = turn.then(() => run.beforeChange(method, args))
    turn = deed.catch(() => undefined)
    return deed
  }
  const live = (): void => {
    if (calls > run.killedAfter) throw new Killed()
  }
  const hooks = {
    before: async (method: string, args: readonly unknown[]) => {
      live()
      calls += 1
      if (calls > run.killedAfter && calls % 2 === 0) throw new Killed()
      if (calls === run.failsAt) throw new Busy()
      if (method === 'holdings') looked.add(String(args[0]))
      if (changing.has(method)) await comeBetween(method, args)
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
  let broke = false
  try {
    await keepHouse({ ...house, registry, onFailedStep }, { owner: run.owner, remainingMs: () => 900_000 })
  } catch (error) {
    if (!isFault(error)) throw error
    broke = true
  }
  for (const { cause } of failed) if (!isFault(cause)) throw cause
  const isWhole = failed.length === 0 && !broke
  return { counts: meter.answered().counts, isWhole, looked }
}

function isFault(error: unknown): boolean {
  return error instanceof Killed || error instanceof Busy
}
