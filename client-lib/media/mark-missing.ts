import type { LocalStore } from '../storage/local-store.ts'
import { type AssetRow, assetRowKey, isStored } from './asset-row.ts'

/**
 * The cloud has said that it lacks these files of a project: where a row says that they are stored it does so no more,
 * and what was added here is to be sent again. Answers the rows that have changed.
 */
export async function markMissing(
  store: LocalStore,
  projectId: string,
  missing: readonly string[],
): Promise<readonly { readonly key: string; readonly row: AssetRow }[]> {
  if (missing.length === 0) return []
  const keys = missing.map((assetId) => assetRowKey(projectId, assetId))
  return store.transact(
    keys.map((key) => ['assets', key] as const),
    (rows) => {
      const changes = keys.flatMap((key) => {
        const row = rows.get('assets', key)
        return row && isStored(row) ? [{ put: 'assets', key, row: asMissing(row) } as const] : []
      })
      return { changes, result: changes }
    },
  )
}

function asMissing(row: AssetRow): AssetRow {
  if (row.origin === 'cloud') return { ...row, state: 'uploading' }
  return { ...row, upload: { phase: 'open', acceptedBytes: 0 } }
}
