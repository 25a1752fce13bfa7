import type { MediaTable } from '../media/media-table.ts'

/** Those of a project's listed assets that are not stored; one read, and none for an empty list. */
export async function missingAssets(
  media: MediaTable,
  userId: string,
  id: string,
  assetIds: readonly string[],
): Promise<string[]> {
  if (assetIds.length === 0) return []
  const stored = new Set<string>()
  for (const row of await media.list(userId, id)) if (row.state === 'stored') stored.add(row.assetId)
  return assetIds.filter((assetId) => !stored.has(assetId))
}
