import type { Garbage } from '../garbage/garbage.ts'
import { snapshotMadeAtMs } from '../snapshots/snapshot-id.ts'
import type { HeldSnapshot } from './account-rows.ts'
import { graceDays, settledMs } from './finish-erasure.ts'
import type { HousekeepingPorts } from './housekeeping-ports.ts'
import type { Mark } from './mark.ts'
import { type MarkDecision, markOf } from './mark-of.ts'

type Ports = Pick<HousekeepingPorts, 'marks' | 'store' | 'clock' | 'retention'>

/**
 * Marks the objects that no project and no version is in, and takes away those that were in none for long enough: a
 * write names one only on the day it was made, so none comes back. One that never came has nothing to wait for.
 *
 * @param erasedByMs what was made by then, and nothing is in, has no grace; undefined where nobody wished it gone
 * @returns what became garbage
 */
export async function sweepSnapshots(
  ports: Ports,
  snapshots: readonly HeldSnapshot[],
  tied: ReadonlySet<string>,
  erasedByMs: number | undefined,
): Promise<readonly Garbage[]> {
  const { marks, clock, retention } = ports
  const nowMs = clock.nowMs()
  const garbage: Garbage[] = []
  for (const row of snapshots) {
    const madeAtMs = snapshotMadeAtMs(row.id) ?? nowMs
    const unreferencedDays = graceDays(madeAtMs, erasedByMs, { nowMs, ...retention })
    const decision = markOf(row.mark, tied.has(row.id), { nowMs, unreferencedDays })
    if (decision.kind === 'unmark') await marks.markSnapshot({ row, mark: undefined })
    const mark = await markToRemove(ports, row, decision, madeAtMs + settledMs)
    if (mark === undefined) continue
    const { userId, storageKey, sizeBytes } = row
    const isRemoved = await marks.removeSnapshot({ ...row, mark }, nowMs)
    if (isRemoved) garbage.push({ userId, storageKey, sizeBytes, dueAtMs: nowMs })
  }
  return garbage
}

/** @param settledAtMs from then on no write can name it, and no address bring it: what is not there stays away */
async function markToRemove(
  { store, clock, marks }: Ports,
  row: HeldSnapshot,
  decision: MarkDecision,
  settledAtMs: number,
): Promise<Mark | undefined> {
  if (decision.kind === 'remove') return decision.was
  if (decision.kind !== 'mark') return undefined
  // Looked for once, by the first run that can tell, and before its mark says that it was.
  const isSettled = clock.nowMs() > settledAtMs && (row.mark === undefined || row.mark.seenMs <= settledAtMs)
  const isAbsent = isSettled && (await store.head(row.storageKey)) === undefined
  return (await marks.markSnapshot({ row, mark: decision.mark })) && isAbsent ? decision.mark : undefined
}
