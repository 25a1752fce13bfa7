import type { ProjectSummary } from '#contract/projects.ts'
import { letGoOfCopy } from '../host/let-go-of-copy.ts'
import type { PullContext } from './pull-project.ts'

type Tombstone = Extract<ProjectSummary, { state: 'deleted' }>
type DeletionContext = Pick<PullContext, 'book' | 'host' | 'ledger' | 'turns' | 'onApplied'>

/**
 * Takes a deletion that was made elsewhere to the lane, and to the app's store where that has a word for it
 * and holds nothing but what was agreed on. Otherwise the copy stays.
 */
export async function takeDeletion(context: DeletionContext, { id, version, deletedAtMs }: Tombstone): Promise<void> {
  const { book, host, onApplied, turns } = context
  // It may have been edited, or brought back, since the list was read.
  const mayGo: Parameters<typeof letGoOfCopy>[2] = ({ acknowledged, state }, localHash) =>
    state.kind === 'idle' && acknowledged.hash === localHash && acknowledged.version < version
  await turns.take(id, async () => {
    const removed = host.remove !== undefined && (await letGoOfCopy(context, id, mayGo))
    const gone = removed ? ({ removed } as const) : {}
    await book.dispatch(id, { kind: 'gone', tombstone: { version, deletedAtMs }, ...gone })
    if (removed) onApplied(id)
  })
}
