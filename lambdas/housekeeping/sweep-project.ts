import { identityKey } from '../media/asset-identity.ts'
import type { HeldAsset, SweptMedia, SweptProject } from './account-rows.ts'
import type { HousekeepingPorts } from './housekeeping-ports.ts'
import { isHistoryWhole } from './is-history-whole.ts'
import { rowsARemoval } from './mark-store.ts'
import { type MediaPlan, planMedia } from './plan-media.ts'
import { isPurgeable, purgeProject } from './purge-project.ts'
import { readReferences, refersTo } from './read-references.ts'

/** What a project still ties down after it was swept. */
export interface Ties {
  /** Of assets. */
  readonly identities: readonly string[]
  /** Of snapshots. */
  readonly objectIds: Iterable<string>
}

const nothing: Ties = { identities: [], objectIds: [] }

/**
 * Purges one project, or marks what it does not refer to and takes away what has been so for long enough. Its history,
 * which is most of what it weighs, is read only where something may rest on it alone.
 *
 * @param project as it was read before this: its versions and media are read only now
 * @param hasObjects whether the account has any that versions may be in
 */
export async function sweepProject(
  ports: HousekeepingPorts,
  project: SweptProject,
  held: ReadonlyMap<string, HeldAsset>,
  hasObjects: boolean,
): Promise<Ties> {
  const { rows, clock, retention } = ports
  const nowMs = clock.nowMs()
  const times = { nowMs, ...retention }
  if (!hasObjects && !isPurgeable(project, 0, times)) {
    const settled = await settledTies(ports, project)
    if (settled !== undefined) return settled
  }
  const versions = await rows.versions(project.place, nowMs)
  const isWhole = isHistoryWhole(project, versions, nowMs)
  if (isPurgeable(project, versions.length, times) && (await purgeProject(ports, project, isWhole))) return nothing
  const references = await readReferences(ports, [project, ...versions])
  const media = await rows.media(project.place)
  const isListed = (assetId: string) => refersTo(references, assetId)
  const plan = planMedia(media, isListed, { ...times, held, mayRemove: isWhole })
  const gone = await carryOut(ports, project, plan)
  const left = media.filter((row) => !gone.has(row.assetId))
  return { identities: left.map(identityKey), objectIds: references.objectIds }
}

/** What a project ties down whose own row lists all of its media; undefined for any other. */
async function settledTies(ports: HousekeepingPorts, project: SweptProject): Promise<Ties | undefined> {
  const references = await readReferences(ports, [project])
  const media = await ports.rows.media(project.place)
  const isSettled = media.every(({ assetId, mark }) => mark === undefined && refersTo(references, assetId))
  return isSettled ? { identities: media.map(identityKey), objectIds: references.objectIds } : undefined
}

/** @returns the assets whose rows are gone */
async function carryOut(
  { marks, ledger, clock }: HousekeepingPorts,
  project: SweptProject,
  { markings, due, hopeless }: MediaPlan,
): Promise<ReadonlySet<string>> {
  const { userId, projectId } = project.place
  const gone = new Set<string>()
  for (const marking of markings) await marks.markMedia(project, marking)
  for (let at = 0; at < due.length; at += rowsARemoval) {
    const some = due.slice(at, at + rowsARemoval)
    if (await marks.removeMedia(project, some)) add(gone, some)
  }
  for (const { row, asset } of hopeless) {
    const { kind } = await ledger.cancel(
      userId,
      { projectId, assetId: row.assetId },
      { item: row, asset },
      clock.nowMs(),
    )
    if (kind === 'cancelled') add(gone, [row])
  }
  return gone
}

function add(gone: Set<string>, rows: readonly SweptMedia[]): void {
  for (const { assetId } of rows) gone.add(assetId)
}
