import type { VersionSummaryRow } from './version-row.ts'

export const hourMs = 60 * 60 * 1000
const dayMs = 24 * hourMs

type Entry = Pick<VersionSummaryRow, 'id' | 'version' | 'kept' | 'madeAtMs' | 'deletedAtMs' | 'expiresAtMs'>

/**
 * The versions that a history no longer needs: it keeps all of the last hour, then the newest of each hour, and after a
 * day the newest of each day, until they expire. Hours and days are those of UTC. Tombstones and what a user or a
 * conflict kept are left alone. Thinning on the way leaves what thinning at the end would have left.
 *
 * @param entries of one project, in any order
 * @returns their ids
 */
export function thinHistory(entries: readonly Entry[], nowMs: number): string[] {
  const plain = entries.filter(({ kept, deletedAtMs }) => kept === 'history' && deletedAtMs === undefined)
  const newestOfHours = newestOf(plain, hourMs)
  const newestOfDays = newestOf(plain, dayMs)
  const isPlain = new Set(plain)
  const isDue = (entry: Entry): boolean => {
    if (entry.expiresAtMs <= nowMs) return true
    const ageMs = nowMs - entry.madeAtMs
    if (!isPlain.has(entry) || ageMs <= hourMs) return false
    return !(ageMs <= dayMs ? newestOfHours : newestOfDays).has(entry)
  }
  return entries.filter(isDue).map(({ id }) => id)
}

function newestOf(entries: readonly Entry[], spanMs: number): ReadonlySet<Entry> {
  const newest = new Map<number, Entry>()
  for (const entry of entries) {
    const span = Math.floor(entry.madeAtMs / spanMs)
    const other = newest.get(span)
    if (other === undefined || isNewer(entry, other)) newest.set(span, entry)
  }
  return new Set(newest.values())
}

/** Times alone do not order two versions of one millisecond. */
function isNewer(a: Entry, b: Entry): boolean {
  return a.madeAtMs > b.madeAtMs || (a.madeAtMs === b.madeAtMs && a.version > b.version)
}
