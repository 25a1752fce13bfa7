import { useEffect, useState } from 'react'
import type { OpenConflict } from 'reelsync'
import { useWorkspace } from '../workspace/workspace-context.ts'

export function useConflicts(): readonly OpenConflict[] {
  const { conflicts } = useWorkspace().sync
  const [open, setOpen] = useState<readonly OpenConflict[]>([])
  useEffect(() => conflicts.subscribe(setOpen), [conflicts])
  return open
}
