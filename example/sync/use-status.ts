import { useSyncExternalStore } from 'react'
import type { StatusSnapshot } from 'reelsync'
import { useWorkspace } from '../workspace/workspace-context.ts'

/** A part of the status: as long as that is equal it is the same object, and nothing is rendered anew. */
export function useStatus<T>(select: (snapshot: StatusSnapshot) => T): T {
  const { status } = useWorkspace().sync
  return useSyncExternalStore(status.subscribe, () => select(status.get()))
}
