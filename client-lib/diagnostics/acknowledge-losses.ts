import type { ProjectSync } from '../cloud-sync.ts'
import { insideOf } from '../lifecycle/inside-of.ts'
import type { Loss } from './diagnostics.ts'

/**
 * The user knows of these edits, which `diagnose` named: it and the status speak of them no more, and a project of which
 * nothing is left leaves the status too. What was found to be lost since stays named. A file's loss ends when the file
 * is added again.
 *
 * @param losses as the user has read them; those of one project go by when they were saved
 * @throws StorageFull | StorageUnavailable | SyncClosed
 * @example
 * const { losses } = await diagnose(sync)
 * if (await tellTheUser(losses)) await acknowledgeLosses(sync, losses)
 */
export async function acknowledgeLosses(sync: ProjectSync, losses: readonly Loss[]): Promise<void> {
  const { book, opening } = insideOf(sync).parts
  await opening.whenOpen()
  for (const { lane } of book.views()) {
    const { projectId } = lane
    const known = losses.flatMap((loss) =>
      loss.kind === 'content-lost' && loss.projectId === projectId ? [loss.savedAtMs] : [],
    )
    const savedAtMs = new Set(known)
    if (savedAtMs.size > 0) await book.dispatch(projectId, { kind: 'losses-acknowledged', savedAtMs })
  }
}
