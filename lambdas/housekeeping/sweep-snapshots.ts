import type { Garbage } from '../garbage/garbage.ts'
import { snapshotMadeAtMs } from '../snapshots/snapshot-id.ts'
import type { HeldSnapshot } from './account-rows.ts'
import { graceDays } from './finish-erasure.ts'
import type { HousekeepingPorts } from './housekeeping-ports.ts'
import { markOf } from './mark-of.ts'

/**
 * Marks the objects that no project and no version is in, and takes away those that were in none for long enough: a
 * write names one only on the day it was made, so none comes back.
 *
 * @param erasedByMs what was made by then, and nothing is in, has no grace; undefined where nobody wished it gone
 * @returns what became garbage
 */
export async function sweepSnapshots(
  { marks, clock, retention }: Pick<HousekeepingPorts, 'marks' | 'clock' | 'retention'>,
  snapshots: readonly HeldSnapshot[],
  tied: ReadonlySet<string>,
  erasedByMs: number | undefined,
): Promise<readonly Garbage[]> {
  const nowMs = clock.nowMs()
  const garbage: Garbage[] = []
  for (const row of snapshots) {
    const madeAtMs = snapshotMadeAtMs(row.id) ?? nowMs
    const unreferencedDays = graceDays(madeAtMs, erasedByMs, { nowMs, ...retention })
    const decision = markOf(row.mark, tied.has(row.id), { nowMs, unreferencedDays })
    if (decision.kind === 'mark') await marks.markSnapshot({ row, mark: decision.mark })
    if (decision.kind === 'unmark') await marks.markSnapshot({ row, mark: undefined })
    if (decision.kind !== 'remove') continue
    const { userId, storageKey, sizeBytes } = row
    const isRemoved = await marks.removeSnapshot({ ...row, mark: decision.was }, nowMs)
    if (isRemoved) garbage.push({ userId, storageKey, sizeBytes, dueAtMs: nowMs })
  }
  return garbage
}
