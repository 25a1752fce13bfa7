import { useEffect, useState } from 'react'
import type { OpenConflict } from 'reelsync'
import { useWorkspace } from '../workspace/workspace-context.ts'

export function useConflicts(): readonly OpenConflict[] {
  const { conflicts } = useWorkspace().sync
  const [open, setOpen] = useState<readonly OpenConflict[]>([])
  useEffect(() => {
    const unsubscribe = conflicts.subscribe(setOpen)
    conflicts.list().then(setOpen, () => undefined)
    return unsubscribe
  }, [conflicts])
  return open
}
