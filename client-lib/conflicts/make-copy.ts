import { enqueueUnqueued } from '../host/enqueue.ts'
import { HostRefused } from '../host/host-refused.ts'
import type { ProjectEdit } from '../host/host-store.ts'
import { queueUnqueued } from '../host/save-edit.ts'
import type { ConflictDeskOptions } from './conflict-desk.ts'
import type { OpenConflictRow } from './conflict-row.ts'

/**
 * Makes the local side of a conflict a project of its own, and queues it. Its id is kept before anything is made of it:
 * done again after a crash, it is the same copy, with whatever the user did to it since.
 * @throws HostRefused | StorageFull | StorageUnavailable
 */
export async function makeCopy(
  options: ConflictDeskOptions,
  conflict: OpenConflictRow,
  local: ProjectEdit,
): Promise<void> {
  const { book, host, media, onApplied, turns } = options
  const from = conflict.projectId
  const copyId = await chosenId(options, conflict)
  const { assetIds } = local
  const copied = turns.take(copyId, async () => {
    const isThere = (await host.load(copyId)) !== undefined
    if (!isThere && !(await host.apply({ ...local, id: copyId }, undefined))) throw new HostRefused(copyId)
    await media.copyFiles({ from, to: copyId, assetIds })
    await book.dispatch(copyId, { kind: 'copied', from, assetIds })
    await enqueueUnqueued(options, copyId)
  })
  try {
    await copied
  } catch (error) {
    // It may be in the app's store all the same, and the question be answered otherwise.
    void queueUnqueued(options, copyId)
    throw error
  }
  onApplied(copyId)
}

/** A copy that was begun of another local side stays as it is, a project like any other. */
async function chosenId({ book, random }: ConflictDeskOptions, conflict: OpenConflictRow): Promise<string> {
  const { conflictId, intent, local, projectId } = conflict
  const { hash } = local
  if (intent?.kind === 'both' && intent.hash === hash) return intent.copyId
  const copyId = random.id()
  await book.dispatch(projectId, { kind: 'intended', conflictId, intent: { kind: 'both', copyId, hash } })
  return copyId
}
