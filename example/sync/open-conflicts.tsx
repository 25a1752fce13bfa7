import { useState } from 'react'
import type { ConflictAnswer } from 'reelsync'
import type { Shell } from '../workspace/shell-context.ts'
import { useWorkspace } from '../workspace/workspace-context.ts'
import { ConflictDialog } from './conflict-dialog.tsx'
import { useConflicts } from './use-conflicts.ts'

/** Asks about one open conflict after the other; those put off wait behind a button. */
export function OpenConflicts({ raise }: { readonly raise: Shell['raise'] }) {
  const { sync, leave } = useWorkspace()
  const open = useConflicts()
  const [later, setLater] = useState<ReadonlySet<string>>(new Set())
  const next = open.find(({ conflictId }) => !later.has(conflictId))
  if (next === undefined) {
    if (open.length === 0) return null
    return (
      <button className="button primary conflict-recall" type="button" onClick={() => setLater(new Set())}>
        {open.length === 1 ? 'Answer the open conflict' : `Answer ${open.length} open conflicts`}
      </button>
    )
  }
  const resolve = async (answer: ConflictAnswer) => {
    // An editor that stays open would keep a project that is to go.
    if (next.remote.kind === 'deleted' && answer !== 'local') await leave(next.projectId)
    await sync.conflicts.resolve(next.conflictId, answer).catch((error) => raise(error, 'unknown'))
  }
  return (
    <ConflictDialog
      key={next.conflictId}
      conflict={next}
      onAnswer={resolve}
      onLater={() => setLater((ids) => new Set([...ids, next.conflictId]))}
    />
  )
}
