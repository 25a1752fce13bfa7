import type { Garbage } from '../garbage/garbage.ts'
import type { HeldSnapshot } from './account-rows.ts'
import type { HousekeepingPorts } from './housekeeping-ports.ts'
import { markOf } from './mark-of.ts'

/**
 * Marks the objects that no project and no version is in, and takes away those that were in none for long enough: a
 * write names one only on the day it was made, so none comes back.
 *
 * @returns what became garbage
 */
export async function sweepSnapshots(
  { marks, clock, retention }: Pick<HousekeepingPorts, 'marks' | 'clock' | 'retention'>,
  snapshots: readonly HeldSnapshot[],
  tied: ReadonlySet<string>,
): Promise<readonly Garbage[]> {
  const nowMs = clock.nowMs()
  const garbage: Garbage[] = []
  for (const row of snapshots) {
    const decision = markOf(row.mark, tied.has(row.id), { nowMs, ...retention })
    if (decision.kind === 'mark') await marks.markSnapshot({ row, mark: decision.mark })
    if (decision.kind === 'unmark') await marks.markSnapshot({ row, mark: undefined })
    if (decision.kind !== 'remove') continue
    const { userId, storageKey, sizeBytes } = row
    const isRemoved = await marks.removeSnapshot({ ...row, mark: decision.was }, nowMs)
    if (isRemoved) garbage.push({ userId, storageKey, sizeBytes, dueAtMs: nowMs })
  }
  return garbage
}
