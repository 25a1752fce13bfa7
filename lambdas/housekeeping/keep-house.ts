import type { AccountRegistry, Pass } from './account-registry.ts'
import { accountWalk } from './account-walk.ts'
import type { Deadline, HousekeepingPorts } from './housekeeping-ports.ts'
import { passToRun } from './pass-to-run.ts'
import { type FailedStep, sweepAccount } from './sweep-account.ts'

/** Few: each waits for the stores more than it works, and a large one holds much. */
export const accountsAtOnce = 4
/** No function lives longer. */
const leaseMs = 16 * 60 * 1000
/** An account that is begun has so long at least. */
export const roomMs = 3 * 60 * 1000
/** What ends a run in order. */
const endMs = 30 * 1000

export interface Run {
  /** Of each run another. */
  readonly owner: string
  remainingMs(): number
}

export type RunOutcome =
  /** Another run is under way, or today's pass is done. */
  | { readonly kind: 'nothing-to-do'; readonly reason: 'held' | 'done' }
  | { readonly kind: 'ran'; readonly swept: number; readonly failed: number; readonly isDone: boolean }

export interface RunPorts extends HousekeepingPorts {
  readonly registry: AccountRegistry
  /** Told of each step that was not done. */
  readonly onFailedStep: (failed: FailedStep) => void
}

/** One run: as many accounts as it has time for, from where the last one came to. At most one pass a day is begun. */
export async function keepHouse(ports: RunPorts, run: Run): Promise<RunOutcome> {
  const { registry, clock } = ports
  const { owner } = run
  const nowMs = clock.nowMs()
  const leased = await registry.lease({ owner, untilMs: nowMs + leaseMs }, nowMs)
  if (leased.kind === 'held') return { kind: 'nothing-to-do', reason: 'held' }
  const pass = passToRun(leased.pass, nowMs)
  const outcome = pass === undefined ? undefined : await goThrough(ports, run, pass)
  await registry.release(owner)
  return outcome ?? { kind: 'nothing-to-do', reason: 'done' }
}

async function goThrough(
  ports: RunPorts,
  { owner, remainingMs }: Run,
  pass: Extract<Pass, { state: 'under-way' }>,
): Promise<RunOutcome> {
  const { registry, meter, onFailedStep } = ports
  const next = accountWalk(registry, owner, pass)
  const deadline: Deadline = { isOver: () => remainingMs() < endMs }
  const counts = { swept: 0, failed: 0 }
  let isDone = false
  const lane = async () => {
    while (remainingMs() >= roomMs) {
      const userId = await next()
      if (userId === undefined) {
        isDone = true
        return
      }
      const failed = await sweepAccount(ports, userId, deadline)
      for (const step of failed) onFailedStep(step)
      counts.swept += 1
      if (failed.length > 0) counts.failed += 1
    }
  }
  // All of them, also where one fails: what is left behind would go on in the function's next run, beside it.
  const ended = await Promise.allSettled(Array.from({ length: accountsAtOnce }, lane))
  for (const lost of ended) if (lost.status === 'rejected') throw lost.reason
  if (isDone) await registry.save(owner, { startedAtMs: pass.startedAtMs, state: 'done' })
  meter.add('AccountsSwept', counts.swept)
  meter.add('AccountsFailed', counts.failed)
  return { kind: 'ran', ...counts, isDone }
}
