import type { History } from './history.ts'
import { hourMs, thinHistory } from './thin-history.ts'
import type { ProjectPlace } from './version-row.ts'

/**
 * Drops what one project's history no longer needs; safe to repeat, and at any time.
 *
 * It reads up to the end of the hour that began to age: what is newer decides nothing yet, and may be much.
 */
export async function thinProject(history: History, place: ProjectPlace, nowMs: number): Promise<void> {
  const endOfHourMs = (Math.floor((nowMs - hourMs) / hourMs) + 1) * hourMs
  const due = thinHistory(await history.madeBefore(place, endOfHourMs), nowMs)
  if (due.length > 0) await history.drop(place, due)
}
