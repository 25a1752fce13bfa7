import { createHash } from 'node:crypto'
import type { ConflictMerge } from '../../../client-lib/conflicts/conflict-merge.ts'
import { threeWayMerge } from '../../../client-lib/conflicts/merge/three-way-merge.ts'
import type { RunContext } from '../run/run-context.ts'
import type { SimTab } from './sim-tab.ts'

/** The library's merge of documents, under a name that tells which three edits it was made of. */
export function appMerge(tab: SimTab, isUnasked: boolean, { book }: RunContext): ConflictMerge {
  const merge = threeWayMerge(isUnasked ? { apply: 'when-nothing-overlaps' } : {})
  return {
    appliesByItself: merge.appliesByItself,
    propose(sides) {
      const [base, local, remote] = [sides.base, sides.local, sides.remote].map(({ name }) => name)
      const unnamed = {
        base: { ...sides.base, name: '' },
        local: { ...sides.local, name: '' },
        remote: { ...sides.remote, name: '' },
      }
      const merged = merge.propose(unnamed)
      if (!merged) return undefined
      const name = `m${createHash('sha256').update(`${base} ${local} ${remote}`).digest('hex').slice(0, 8)}`
      const { account, device } = tab.home
      const proposal = { ...merged, name }
      book.made(proposal, account, device)
      book.isOnTopOf(name, local)
      book.isOnTopOf(name, remote)
      tab.merges.set(name, 'merged-as-proposed')
      return proposal
    },
  }
}
