import type { AssetBook } from './asset-book.ts'
import type { AssetRow } from './asset-row.ts'
import type { AssetView } from './assets-api.ts'

/**
 * What takes the answer of a question that is asked now, and tells which of a project's files the cloud lacks.
 * @param settle told where that is news, once it is written
 */
export function takeLacking(
  book: AssetBook,
  projectId: string,
  viewOf: (row: AssetRow) => AssetView,
  settle: () => Promise<void>,
): (missing: readonly string[]) => Promise<void> {
  const { isRead } = book
  const rows = book.rows().filter((row) => row.projectId === projectId && viewOf(row).inTheCloud)
  // What becomes stored while the answer is on its way is not in it.
  const stored = new Set(rows.map(({ assetId }) => assetId))
  return async (missing) => {
    const news = missing.filter((assetId) => !isRead || stored.has(assetId))
    if (await book.markMissing(projectId, news)) await settle()
  }
}
