import type { Loss } from '../../../client-lib/diagnostics/diagnostics.ts'
import type { SeenFile } from '../page/looks.ts'
import type { AddedFile } from './entries.ts'

/** Where a file that was called kept is in the end. */
export type FileEnd = 'in-the-cloud' | 'waiting-for-project' | 'named-lost' | 'lost-with-its-notes' | 'lost'

/**
 * @param rows of its account on its device
 * @param losses named there
 */
export function endOfFile(
  { assetId }: AddedFile,
  rows: readonly SeenFile[],
  losses: readonly Loss[],
  notesWent: boolean,
): FileEnd {
  const row = rows.find((one) => one.assetId === assetId)
  if (row?.inTheCloud) return 'in-the-cloud'
  if (row?.transfer.phase === 'waiting-for-project' && row.onThisDevice) return 'waiting-for-project'
  if (losses.some((loss) => loss.kind === 'file-lost' && loss.assetId === assetId)) return 'named-lost'
  return notesWent ? 'lost-with-its-notes' : 'lost'
}
