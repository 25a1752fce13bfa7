import { useEffect, useRef, useState } from 'react'
import { useWorkspace } from '../workspace/workspace-context.ts'
import { type LibraryEntry, libraryEntries } from './library-entry.ts'
import { oneAtATime } from './one-at-a-time.ts'

export interface Library {
  /** Undefined until the device's own are read. */
  readonly entries: readonly LibraryEntry[] | undefined
  /** After a change of this tab, which it is not told of. */
  readonly refresh: () => void
}

/** The projects of this account. */
export function useLibrary(): Library {
  const { sync, store } = useWorkspace()
  const [entries, setEntries] = useState<readonly LibraryEntry[]>()
  const refresh = useRef(() => {})
  useEffect(() => {
    let current = true
    // Each change of the list is told by itself, and every project is read for it: thousands may come at once.
    const show = oneAtATime(async () => {
      const stored = await store.all()
      const listed = await sync.projects.list().catch(() => undefined)
      if (current) setEntries(libraryEntries(stored, listed))
    })
    const unsubscribe = sync.projects.subscribe(show)
    let queued = ''
    const unsubscribeStatus = sync.status.subscribe(({ projects }) => {
      const ids = Object.keys(projects).sort().join()
      // What was saved is queued a moment later, and listed from then on.
      if (ids !== queued) show()
      queued = ids
    })
    refresh.current = show
    show()
    return () => {
      current = false
      unsubscribe()
      unsubscribeStatus()
    }
  }, [sync, store])
  return { entries, refresh: () => refresh.current() }
}
