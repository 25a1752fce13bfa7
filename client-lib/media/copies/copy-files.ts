import type { LocalStore } from '../../storage/local-store.ts'
import { type AssetRow, assetRowKey } from '../asset-row.ts'

export interface ProjectCopy {
  readonly from: string
  readonly to: string
  readonly assetIds: readonly string[]
}

/**
 * Gives a copy of a project the files that the device has of it: they share the bytes, and each upload is its own,
 * so that what happens to the one project's media is nothing to the other's. Rows that are there stay as they are.
 */
export async function copyFiles(store: LocalStore, { from, to, assetIds }: ProjectCopy): Promise<void> {
  const listed = new Set(assetIds)
  const rows = (await store.all('assets', from)).filter(([, { assetId }]) => listed.has(assetId))
  const copies = rows.map(([, row]) => [assetRowKey(to, row.assetId), copyOf(row, to)] as const)
  await store.transact(
    copies.map(([key]) => ['assets', key] as const),
    (there) => {
      const missing = copies.filter(([key]) => !there.get('assets', key))
      return { changes: missing.map(([key, row]) => ({ put: 'assets', key, row }) as const), result: undefined }
    },
  )
}

export function copyOf<Row extends AssetRow>(row: Row, projectId: string): Row
export function copyOf(row: AssetRow, projectId: string): AssetRow {
  if (row.origin === 'cloud') return { ...row, projectId }
  // What it came from is no asset of the copy, as far as the cloud knows; equal bytes are found without.
  const { baseAssetId: _, ...file } = row
  const isCancelled = row.upload.phase === 'cancelled' || row.upload.phase === 'cancelling'
  return { ...file, projectId, upload: { phase: isCancelled ? 'cancelled' : 'waiting-for-project' } }
}
