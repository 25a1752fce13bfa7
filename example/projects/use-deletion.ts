import { useState } from 'react'
import { useShell } from '../workspace/shell-context.ts'
import { useWorkspace } from '../workspace/workspace-context.ts'
import type { LibraryEntry } from './library-entry.ts'

interface Deleted {
  readonly name: string
  readonly undo: (() => Promise<void>) | undefined
}

/** Which project is asked about, and which was just deleted. */
export function useDeletion(refresh: () => void) {
  const { sync, store, save } = useWorkspace()
  const { raise } = useShell()
  const [asked, ask] = useState<LibraryEntry>()
  const [deleted, setDeleted] = useState<Deleted>()

  const confirm = async ({ id, name }: LibraryEntry) => {
    ask(undefined)
    try {
      const edit = await store.load(id)
      await sync.projects.delete(id)
      setDeleted({ name, undo: edit && (() => save(edit)) })
    } catch (error) {
      raise(error, 'unknown')
    }
    refresh()
  }
  const undo = async () => {
    try {
      await deleted?.undo?.()
      setDeleted(undefined)
    } catch (error) {
      raise(error, 'save-failed')
    }
    refresh()
  }
  return { asked, ask, confirm, deleted, undo, dismiss: () => setDeleted(undefined) }
}
