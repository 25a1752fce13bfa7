import { useCallback, useEffect, useState } from 'react'
import type { OverlaidEdit } from 'reelsync'
import { useStatus } from '../sync/use-status.ts'
import { useWorkspace } from '../workspace/workspace-context.ts'

/** Edits of this project that another tab's save took the place of unseen, and the way to read them anew. */
export function useOverlaid(projectId: string): { edits: readonly OverlaidEdit[]; read: () => Promise<void> } {
  const { sync } = useWorkspace()
  const count = useStatus(({ projects }) => projects[projectId]?.overlaid ?? 0)
  const [edits, setEdits] = useState<readonly OverlaidEdit[]>([])
  const read = useCallback(async () => setEdits(await sync.projects.overlaid(projectId)), [sync, projectId])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another count is another list
  useEffect(() => void read().catch(() => undefined), [read, count])
  return { edits, read }
}
