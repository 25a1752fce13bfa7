import type { EraseAccountReply } from '#contract/account.ts'
import type { EraseAccountBody } from '#contract/account-requests.ts'
import * as limits from '#contract/limits.ts'
import type { Clock } from '../clock/clock.ts'
import type { ProjectSummaryRow } from '../projects/project-row.ts'
import type { ListPosition, ProjectPage, ProjectStore } from '../projects/project-store.ts'
import type { AccountTable } from './account-table.ts'

/** Well inside the 30 s after which API Gateway gives up on a reply. */
const longestMs = 15_000
const deletedAtOnce = 20
const retryAfterMs = 500
/** Tombstones too: nobody is to bring them back. */
const everything = { kind: 'changed', fromMs: 0 } as const
/** Housekeeping comes by once a day, and takes the last bytes when no address of theirs is good any more. */
const goneWithinMs = 3 * 24 * 60 * 60 * 1000

export interface EraseAccountPorts {
  readonly accounts: AccountTable
  readonly projects: Pick<ProjectStore, 'list' | 'erase'>
  readonly clock: Clock
}

/**
 * Takes every project of the caller's out of reach, deleted ones too, that was there when this was first wished. The wish is written down
 * first, so that housekeeping does the rest whatever becomes of this request. Safe to repeat.
 */
export async function eraseAccount(
  { accounts, projects, clock }: EraseAccountPorts,
  userId: string,
  { erasureId }: EraseAccountBody,
): Promise<EraseAccountReply> {
  const startedAtMs = clock.nowMs()
  const madeByMs = await accounts.wishErasure(userId, erasureId, startedAtMs)
  const done = new Set<string>()
  let after: ListPosition | undefined
  do {
    const page: ProjectPage = await projects.list(userId, everything, limits.projectsPerPage, after)
    // What is erased is a change, and so comes once more at the end of the list.
    const due = page.rows.filter(({ id, createdAtMs }) => createdAtMs <= madeByMs && !done.has(id))
    for (const some of inTurns(due)) {
      if (clock.nowMs() - startedAtMs > longestMs) return { state: 'erasing', retryAfterMs }
      const erase = ({ id, deletedAtMs }: ProjectSummaryRow) =>
        projects.erase({ userId, id, isLive: deletedAtMs === undefined, madeByMs, nowMs: clock.nowMs() })
      await Promise.all(some.map(erase))
      for (const { id } of some) done.add(id)
    }
    after = page.next
  } while (after !== undefined)
  return { state: 'erased', goneByMs: madeByMs + goneWithinMs }
}

/**
 * Live ones one by one: each is counted off the one row of its account, where two at once would be in each other's way.
 * The others, among them what an earlier try has erased, touch their own rows alone, and go several at once: a try that
 * took long over them would never end.
 */
function inTurns(rows: readonly ProjectSummaryRow[]): readonly (readonly ProjectSummaryRow[])[] {
  const isLive = ({ deletedAtMs }: ProjectSummaryRow) => deletedAtMs === undefined
  const deleted = rows.filter((row) => !isLive(row))
  const turns = Array.from({ length: Math.ceil(deleted.length / deletedAtOnce) }, (_, turn) =>
    deleted.slice(turn * deletedAtOnce, (turn + 1) * deletedAtOnce),
  )
  return [...rows.filter(isLive).map((row) => [row]), ...turns]
}
