import type { Usage } from './usage.ts'

/** What each user has, counted by the writes that change it. */
export interface AccountTable {
  usage(userId: string): Promise<Usage>
  /** Writes down the wish, and answers when it was first made under this id. */
  wishErasure(userId: string, erasureId: string, nowMs: number): Promise<number>
}
