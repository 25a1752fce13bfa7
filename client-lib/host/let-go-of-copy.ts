import type { LaneRow } from '../queue/lane-row.ts'
import { enqueueUnqueued, type UnqueuedContext } from './enqueue.ts'

/**
 * Has the app's store let go of its copy of a project, by its own word; what it holds and nobody has queued is queued first.
 *
 * @param mayGo whether the copy is nothing more than what was deleted, as the lane is by then
 * @returns whether the device holds none
 * @throws HostFailed | StorageFull | StorageUnavailable
 */
export async function letGoOfCopy(
  context: UnqueuedContext,
  projectId: string,
  mayGo: (lane: LaneRow, localHash: string) => boolean,
): Promise<boolean> {
  const local = await enqueueUnqueued(context, projectId)
  if (!local) return true
  const { book, host } = context
  return mayGo(book.view(projectId).lane, local.hash) && Boolean(await host.remove?.(projectId, local.edit))
}
