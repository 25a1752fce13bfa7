import { useEffect, useState } from 'react'
import { useWorkspace } from '../workspace/workspace-context.ts'
import { type LibraryEntry, libraryEntries } from './library-entry.ts'
import { oneAtATime } from './one-at-a-time.ts'

/** The projects of this account; undefined until the device's own are read. */
export function useLibrary(): readonly LibraryEntry[] | undefined {
  const { sync, store } = useWorkspace()
  const [entries, setEntries] = useState<readonly LibraryEntry[]>()
  useEffect(() => {
    let current = true
    // Each change of the list is told by itself, and every project is read for it: thousands may come at once.
    const show = oneAtATime(async () => {
      const stored = await store.all()
      const listed = await sync.projects.list().catch(() => [])
      if (current) setEntries(libraryEntries(stored, listed))
    })
    const unsubscribe = sync.projects.subscribe(show)
    show()
    return () => {
      current = false
      unsubscribe()
    }
  }, [sync, store])
  return entries
}
