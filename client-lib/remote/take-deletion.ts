import type { ProjectSummary } from '#contract/projects.ts'
import { enqueueUnqueued } from '../host/enqueue.ts'
import type { PullContext } from './pull-project.ts'

type Tombstone = Extract<ProjectSummary, { state: 'deleted' }>
type DeletionContext = Pick<PullContext, 'book' | 'host' | 'turns' | 'onApplied'>

/**
 * Takes a deletion that was made elsewhere to the lane, and to the app's store where that has a word for it
 * and holds nothing but what was agreed on. Otherwise the copy stays.
 */
export async function takeDeletion(context: DeletionContext, { id, version, deletedAtMs }: Tombstone): Promise<void> {
  const { book, onApplied, turns } = context
  await turns.take(id, async () => {
    const removed = await letGo(context, id, version)
    const gone = removed ? ({ removed } as const) : {}
    await book.dispatch(id, { kind: 'gone', tombstone: { version, deletedAtMs }, ...gone })
    if (removed) onApplied(id)
  })
}

/** @returns whether the device holds nothing of it any more */
async function letGo({ book, host }: DeletionContext, projectId: string, version: number): Promise<boolean> {
  if (!host.remove) return false
  const local = await enqueueUnqueued(book, host, projectId)
  if (!local) return true
  const { acknowledged, state } = book.view(projectId).lane
  // It may have been brought back since the list was read.
  if (state.kind !== 'idle' || acknowledged.hash !== local.hash || acknowledged.version >= version) return false
  return host.remove(projectId, local.edit)
}
