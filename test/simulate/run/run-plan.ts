import { Chance } from '../chance/chance.ts'
import { BusyWatch } from '../checks/busy-watch.ts'
import { checkEnd } from '../checks/check-end.ts'
import { checkSignedOut } from '../checks/check-signed-out.ts'
import { EditBook } from '../checks/edit-book.ts'
import { FileWatch } from '../checks/file-watch.ts'
import { PartWatch } from '../checks/part-watch.ts'
import { RequestBudget } from '../checks/request-budget.ts'
import { Verdict, type Violation } from '../checks/verdict.ts'
import { type FaultCounts, type FaultKind, faultKinds } from '../faults/fault-kind.ts'
import { FaultLedger } from '../faults/fault-ledger.ts'
import { type Mutant, noMutant } from '../mutants/mutant.ts'
import type { PlannedOften } from '../plan/make-plan.ts'
import { performStep } from '../plan/perform-step.ts'
import type { Plan } from '../plan/plan-step.ts'
import { beginIds } from '../platform/steady-ids.ts'
import { VirtualTime } from '../time/virtual-time.ts'
import { Elsewhere } from '../world/elsewhere.ts'
import { createWorld, type World } from '../world/world.ts'
import { drain } from './drain.ts'
import type { RunContext } from './run-context.ts'
import { settleSignedOut } from './settle-signed-out.ts'
import { Trace } from './trace.ts'

export interface RunOptions {
  readonly mutant?: Mutant
  /** The kinds of faults that may happen. */
  readonly faults?: readonly FaultKind[]
  /** What is planned many times as often as it is else. */
  readonly often?: PlannedOften
  /** Every row that a page writes of a project or a file is in the trace. */
  readonly rows?: boolean
}

export interface RunResult {
  readonly seed: number
  /** How many things happened. */
  readonly steps: number
  readonly faults: FaultCounts
  /** Edits that went with evicted storage, and were named by the client. */
  readonly named: number
  /** Those that it could not name: what it had noted went too. */
  readonly forgiven: number
  /** The same of files. */
  readonly filesNamed: number
  readonly filesForgiven: number
  readonly violation: Violation | undefined
  readonly trace: Trace
}

/** One run from its seed: the plan, then calm until all has drained, then the last look. */
export async function runPlan(seed: number, plan: Plan, options: RunOptions = {}): Promise<RunResult> {
  beginIds()
  const context = newContext(seed, options)
  const { time, verdict, trace, faults } = context
  const world = createWorld(context, plan)
  const isBroken = watchAll(world)
  const elsewhere = new Elsewhere(context, world.cloud)
  for (const step of plan.steps) {
    await time.runUntil(time.nowMs + step.afterMs, isBroken)
    if (verdict.violation) break
    performStep(world, elsewhere, step)
  }
  // What the last step began.
  await time.runUntil(time.nowMs, isBroken)
  if (!verdict.violation) await settleSignedOut(world, isBroken)
  for (const account of plan.accounts) {
    if (!verdict.violation) await drain(world, elsewhere, account, isBroken)
    if (!verdict.violation) await checkEnd(world, account, isBroken)
  }
  if (!verdict.violation) for (const device of world.devices) await checkSignedOut(world, device)
  await letFilesGo(world)
  return {
    seed,
    steps: time.happened,
    faults: faults.counts,
    named: world.losses.named,
    forgiven: world.losses.forgiven,
    filesNamed: context.files.named,
    filesForgiven: context.files.forgiven,
    violation: verdict.violation,
    trace,
  }
}

/** Node keeps the signals of killed pages for ever, and what hangs on them: not the megabytes, too. */
async function letFilesGo({ context, cloud, devices }: World): Promise<void> {
  const { objects, uploads } = cloud.server.objects
  objects.clear()
  uploads.clear()
  context.files.letGo()
  for (const { media, files, begun } of devices.flatMap(({ homes }) => homes)) {
    for (const key of await media.keys()) await media.remove(key)
    files.length = 0
    begun.length = 0
  }
}

function newContext(seed: number, { mutant = noMutant, faults = faultKinds, rows }: RunOptions): RunContext {
  const time = new VirtualTime()
  const trace = new Trace(time, rows)
  const verdict = new Verdict(trace)
  const chance = new Chance(seed)
  return {
    ...{ time, chance, trace, verdict, mutant },
    faults: new FaultLedger(faults),
    book: new EditBook(),
    parts: new PartWatch(verdict),
    files: new FileWatch(verdict),
    budget: new RequestBudget(time, verdict),
  }
}

/** Looks after each thing that happened. */
function watchAll({ context, watch }: World): () => boolean {
  const busy = new BusyWatch(context.time, context.verdict)
  return () => {
    watch.look()
    busy.look()
    return context.verdict.violation !== undefined
  }
}
