import type { SweptMedia, SweptProject } from '../../lambdas/housekeeping/account-rows.ts'
import type { Mark } from '../../lambdas/housekeeping/mark.ts'
import type { Due } from '../../lambdas/housekeeping/mark-store.ts'
import type { AssetClaim, ExpectedAsset } from '../../lambdas/media/asset-ledger.ts'
import type { VersionRow } from '../../lambdas/versions/version-row.ts'
import type { RowPorts } from '../housekeeping/world-ports.ts'
import { givenWrite, someUser } from './given-write.ts'

export const mark: Mark = { sinceMs: 4000, seenMs: 5000 }

/** An account with a project, and what housekeeping's suites do with it. */
export async function sweptHouse(create: () => Promise<RowPorts>) {
  const ports = await create()
  const userId = someUser()
  const write = givenWrite(userId)
  await ports.projects.write(write)
  const claimOf = (change: Partial<AssetClaim> = {}): AssetClaim => ({
    ...{ userId, projectId: 'p1', assetId: 'a1', fileName: 'f', mime: 'video/mp4', sizeBytes: 10 },
    ...{ checksum: `${'A'.repeat(43)}=`, partRule: 1, nowMs: 2000, ...change },
  })
  const open = (change: Partial<AssetClaim> = {}, expected?: ExpectedAsset) => {
    const uploadId = crypto.randomUUID()
    return ports.ledger.open(claimOf(change), { storageKey: `${userId}/${uploadId}`, uploadId }, expected)
  }
  const settle = async () => {
    for (const { asset } of (await ports.rows.holdings(userId)).assets) await ports.ledger.settle(asset, 3000)
  }
  const project = async () => first(await ports.rows.projects(userId))
  const media = async () => first(await ports.rows.media({ userId, projectId: 'p1' }))
  const held = async () => first((await ports.rows.holdings(userId)).assets)
  const marked = async (): Promise<[SweptProject, Due<SweptMedia>]> => {
    await ports.marks.markMedia(await project(), { row: await media(), mark })
    return [await project(), (await media()) as Due<SweptMedia>]
  }
  const deletion = () => ({ ...givenWrite(userId), baseVersion: 1, nowMs: 6000 })
  return { ...ports, userId, claimOf, open, settle, project, media, held, marked, deletion }
}

export const version: VersionRow = {
  ...{ id: '1~m1', version: 1, kept: 'named', name: 'film', assetIds: { kind: 'inline', ids: ['a1'] } },
  document: { kind: 'inline', encoding: 'identity', gzip: new Uint8Array([1]) },
  ...{ madeAtMs: 5000, expiresAtMs: 9_000_000 },
}
export const keep = (
  { versions, userId }: Pick<RowPorts, 'versions'> & { readonly userId: string },
  id = version.id,
) => {
  const given = { version: { ...version, id }, bodyHash: new Uint8Array(32), nowMs: 5000 }
  return versions.keep({ place: { userId, projectId: 'p1' }, ...given })
}

export function first<T>(all: readonly T[]): T {
  const [one] = all
  if (one === undefined) throw new Error('There is no such row.')
  return one
}
