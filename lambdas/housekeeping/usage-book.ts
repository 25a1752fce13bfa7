import type { CountedAccount } from '../accounts/dynamo-account-attributes.ts'
import type { Usage } from '../accounts/usage.ts'

/** What is counted of each account, as it stands there. */
export interface UsageBook {
  /** Not rounded up to 0, as users are told it. */
  read(userId: string): Promise<CountedAccount>
  /** Sets what was counted anew, where nothing was counted since `rev`; tells whether it did. */
  correct(userId: string, rev: number, usage: Usage): Promise<boolean>
}
