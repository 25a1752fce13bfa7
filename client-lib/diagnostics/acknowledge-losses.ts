import type { ProjectSync } from '../cloud-sync.ts'
import { insideOf } from '../lifecycle/inside-of.ts'

/**
 * The user knows of the edits that `losses` of `diagnose` names: it and the status speak of them no more, and a project
 * of which nothing is left leaves the status too. A file's loss ends when the file is added again.
 *
 * @throws StorageFull | StorageUnavailable | SyncClosed
 * @example
 * const { losses } = await diagnose(sync)
 * if (await tellTheUser(losses)) await acknowledgeLosses(sync)
 */
export async function acknowledgeLosses(sync: ProjectSync): Promise<void> {
  const { book, opening } = insideOf(sync).parts
  await opening.whenOpen()
  const lossy = book.views().filter(({ lane }) => lane.losses || lane.state.kind === 'lost')
  for (const { lane } of lossy) await book.dispatch(lane.projectId, { kind: 'losses-acknowledged' })
}
