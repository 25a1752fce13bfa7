import type { SweptProject } from './account-rows.ts'
import type { HousekeepingPorts } from './housekeeping-ports.ts'

const dayMs = 24 * 60 * 60 * 1000
/** Devices may complete or join what a deleted project waits for, and the store leave some rows: a few suffice. */
const rounds = 20

/** Whether a deleted project's time is over: nobody can bring it back, and no version of it can be restored. */
export function isPurgeable(
  { deletedAtMs, purgingAtMs }: SweptProject,
  versions: number,
  { nowMs, tombstoneDays }: { readonly nowMs: number; readonly tombstoneDays: number },
): boolean {
  if (purgingAtMs !== undefined) return true
  return deletedAtMs !== undefined && versions === 0 && nowMs - deletedAtMs > tombstoneDays * dayMs
}

/**
 * Takes a deleted project and its media away; killed anywhere, the next run goes on. Its row goes last, and only once
 * its history is whole: what came into that afterwards would be found by nobody.
 *
 * @returns whether nothing rests on it any more; not where it was brought back meanwhile
 */
export async function purgeProject(
  { rows, tombstones, ledger, clock, meter }: HousekeepingPorts,
  project: SweptProject,
  isHistoryWhole: boolean,
): Promise<boolean> {
  const { place, purgingAtMs } = project
  const { userId, projectId } = place
  if (purgingAtMs === undefined && !(await tombstones.begin(project, clock.nowMs()))) return false
  // Nothing comes in any more: media are tied to live projects alone. What is left of a round is read and tried again.
  let media = await rows.media(place)
  for (let round = 0; media.length > 0; round += 1) {
    if (round === rounds) throw new Error('The media of a deleted project do not go.')
    await tombstones.dropStored(
      place,
      media.filter(({ state }) => state === 'stored'),
    )
    for (const row of media.filter(({ state }) => state === 'uploading')) {
      const seen = { item: row, asset: await ledger.get(userId, row) }
      await ledger.cancel(userId, { projectId, assetId: row.assetId }, seen, clock.nowMs())
    }
    media = await rows.media(place)
  }
  await tombstones.dropVersions(place)
  if (!isHistoryWhole) return true
  await tombstones.end(place)
  meter.add('ProjectsPurged', 1)
  return true
}
