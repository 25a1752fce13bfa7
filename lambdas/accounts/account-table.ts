import type { Usage } from './usage.ts'

/** What each user has, counted by the writes that change it. */
export interface AccountTable {
  usage(userId: string): Promise<Usage>
}
