import { readEdit } from '../documents/read-edit.ts'
import type { ProjectEdit } from '../host/host-store.ts'
import { classifyFailure } from '../retry/classify-failure.ts'
import { reportFault } from '../runtime/report-fault.ts'
import type { ConflictDeskOptions } from './conflict-desk.ts'
import type { OpenConflictRow } from './conflict-row.ts'
import type { OpenConflict } from './conflicts-api.ts'

export interface Proposals {
  /** Both sides in one, where that is no question; made once for each two sides. */
  of(row: OpenConflictRow, shown: OpenConflict): Promise<ProjectEdit | undefined>
}

export function createProposals(options: Pick<ConflictDeskOptions, 'store' | 'book' | 'merge'>): Proposals {
  /** Gone with the question. */
  const made = new WeakMap<
    OpenConflictRow,
    { readonly base: string; readonly proposal: Promise<ProjectEdit | undefined> }
  >()

  async function propose(baseHash: string, { local, remote }: OpenConflict): Promise<ProjectEdit | undefined> {
    const { merge, store } = options
    if (!merge || baseHash === '' || remote.kind === 'deleted') return undefined
    const base = await readEdit(store, local.project.id, baseHash)
    return base && merge.propose({ base, local: local.project, remote: remote.project })
  }

  return {
    of(row, shown) {
      const base = options.book.view(row.projectId).lane.acknowledged.hash
      const known = made.get(row)
      if (known?.base === base) return known.proposal
      // What an app's own merge throws costs the proposal and not the question. A store that fails is read again.
      const proposal = propose(base, shown).catch((error: unknown) => {
        const { kind } = classifyFailure(error)
        if (kind === 'blocked') reportFault(error)
        if (kind !== 'storage') return undefined
        made.delete(row)
        throw error
      })
      made.set(row, { base, proposal })
      return proposal
    },
  }
}
