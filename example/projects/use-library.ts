import { useEffect, useState } from 'react'
import { useWorkspace } from '../workspace/workspace-context.ts'
import { type LibraryEntry, libraryEntries } from './library-entry.ts'

/** The projects of this account; undefined until the device's own are read. */
export function useLibrary(): readonly LibraryEntry[] | undefined {
  const { sync, store } = useWorkspace()
  const [entries, setEntries] = useState<readonly LibraryEntry[]>()
  useEffect(() => {
    let current = true
    const show = async () => {
      const stored = await store.all()
      const listed = await sync.projects.list().catch(() => [])
      if (current) setEntries(libraryEntries(stored, listed))
    }
    const unsubscribe = sync.projects.subscribe(() => void show())
    void show()
    return () => {
      current = false
      unsubscribe()
    }
  }, [sync, store])
  return entries
}
