import { useSyncExternalStore } from 'react'
import type { StatusSnapshot } from 'reelsync'
import { useWorkspace } from '../workspace/workspace-context.ts'

export function useStatus(): StatusSnapshot {
  const { status } = useWorkspace().sync
  return useSyncExternalStore(
    (listener) => status.subscribe(listener),
    () => status.get(),
  )
}
