import type { Chance } from '../chance/chance.ts'
import type { EditBook } from '../checks/edit-book.ts'
import type { FileWatch } from '../checks/file-watch.ts'
import type { PartWatch } from '../checks/part-watch.ts'
import type { RequestBudget } from '../checks/request-budget.ts'
import type { Verdict } from '../checks/verdict.ts'
import type { FaultLedger } from '../faults/fault-ledger.ts'
import type { Mutant } from '../mutants/mutant.ts'
import type { VirtualTime } from '../time/virtual-time.ts'
import type { Trace } from './trace.ts'

/** What everything in one run shares. */
export interface RunContext {
  readonly time: VirtualTime
  readonly chance: Chance
  readonly faults: FaultLedger
  readonly trace: Trace
  readonly verdict: Verdict
  readonly book: EditBook
  readonly parts: PartWatch
  readonly files: FileWatch
  readonly budget: RequestBudget
  /** The one fault that is built in on purpose, to see that it is found. */
  readonly mutant: Mutant
}
