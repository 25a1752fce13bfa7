import type { SoakBook } from '../book/soak-book.ts'
import type { Account } from './cloud-reader.ts'
import type { SoakLog } from './soak-log.ts'

/** What each tab knows of the run that it is in. */
export interface Surroundings {
  readonly apiUrl: string
  readonly pageUrl: string
  readonly book: SoakBook
  readonly log: SoakLog
  /** What pages threw, or rejected and nobody heard. */
  readonly pageErrors: string[]
  tokensOf(account: Account): { readonly good: string; readonly expired: string }
  nextTab(): number
  nextLife(): number
}
