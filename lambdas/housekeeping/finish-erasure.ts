import type { SweptProject } from './account-rows.ts'
import type { HousekeepingPorts } from './housekeeping-ports.ts'

const dayMs = 24 * 60 * 60 * 1000
/** A write may name a large document for a day after it was presigned; and an hour for what is under way. */
export const settledMs = dayMs + 60 * 60 * 1000

/**
 * Begins to purge what was wished gone and is there still: the request that should have died on its way.
 *
 * @param erasedByMs until when things must have been made to go; undefined where nobody wished so
 */
export async function beginErasure(
  { projects, clock }: Pick<HousekeepingPorts, 'projects' | 'clock'>,
  project: SweptProject,
  erasedByMs: number | undefined,
): Promise<SweptProject> {
  const { place, createdAtMs, deletedAtMs, purgingAtMs } = project
  if (erasedByMs === undefined || createdAtMs > erasedByMs || purgingAtMs !== undefined) return project
  const nowMs = clock.nowMs()
  const { userId, projectId: id } = place
  const isBegun = await projects.erase({ userId, id, isLive: deletedAtMs === undefined, madeByMs: erasedByMs, nowMs })
  return isBegun ? { ...project, purgingAtMs: nowMs } : project
}

/** How long something made then is kept that nothing refers to, in days: what was wished gone has no grace. */
export function graceDays(
  madeAtMs: number,
  erasedByMs: number | undefined,
  { nowMs, unreferencedDays }: { readonly nowMs: number; readonly unreferencedDays: number },
): number {
  const isWishedGone = erasedByMs !== undefined && madeAtMs <= erasedByMs && nowMs - erasedByMs > settledMs
  return isWishedGone ? 0 : unreferencedDays
}
