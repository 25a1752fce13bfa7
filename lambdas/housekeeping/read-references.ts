import { readAssetIds } from '../projects/keep-asset-ids.ts'
import type { StoredAssetIds } from '../projects/project-row.ts'
import type { Referring } from './account-rows.ts'
import type { HousekeepingPorts } from './housekeeping-ports.ts'

/** What a project and its history refer to. */
export interface References {
  /** `all`: what it refers to cannot be told, so nothing of it may go. */
  readonly assetIds: ReadonlySet<string> | 'all'
  readonly objectIds: ReadonlySet<string>
}

/** Everything that these rows of one project refer to; of each long list one read. */
export async function readReferences(
  { lists }: Pick<HousekeepingPorts, 'lists'>,
  rows: readonly Referring[],
): Promise<References> {
  const objectIds = new Set(rows.flatMap((row) => row.objectIds))
  const assetIds = new Set<string>()
  const read = new Set<string>()
  for (const { assetIds: kept } of rows) {
    if (kept.kind === 'object' && read.has(kept.object.storageKey)) continue
    const ids = await listed({ objects: lists }, kept)
    if (ids === undefined) return { assetIds: 'all', objectIds }
    for (const id of ids) assetIds.add(id)
    if (kept.kind === 'object') read.add(kept.object.storageKey)
  }
  return { assetIds, objectIds }
}

async function listed(ports: Parameters<typeof readAssetIds>[0], kept: StoredAssetIds) {
  try {
    return await readAssetIds(ports, kept)
  } catch {
    // Whatever the cause: a list that is not read may name anything.
    return undefined
  }
}

export function refersTo({ assetIds }: References, assetId: string): boolean {
  return assetIds === 'all' || assetIds.has(assetId)
}
