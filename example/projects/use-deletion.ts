import { useState } from 'react'
import { useShell } from '../workspace/shell-context.ts'
import { useWorkspace } from '../workspace/workspace-context.ts'
import type { LibraryEntry } from './library-entry.ts'
import { unsentFiles } from './unsent-files.ts'

interface Deleted {
  readonly name: string
  readonly undo: (() => Promise<void>) | undefined
  /** Its files that are in no cloud, by id. */
  readonly unsent: readonly string[]
}

/** Which project is asked about, and which was just deleted. */
export function useDeletion(refresh: () => void) {
  const workspace = useWorkspace()
  const { sync, store, save } = workspace
  const { raise } = useShell()
  const [asked, ask] = useState<LibraryEntry>()
  const [deleted, setDeleted] = useState<Deleted>()

  const attempt = async (otherwise: string, work: () => Promise<Deleted | undefined>) => {
    try {
      setDeleted(await work())
    } catch (error) {
      raise(error, otherwise)
    }
    refresh()
  }
  const confirm = ({ id, name }: LibraryEntry) => {
    ask(undefined)
    return attempt('unknown', async () => {
      const [edit, unsent] = await Promise.all([store.load(id), unsentFiles(workspace, id)])
      await sync.projects.delete(id)
      return { name, undo: edit && (() => save(edit)), unsent }
    })
  }
  const undo = () => attempt('save-failed', async () => void (await deleted?.undo?.()))
  const removeFiles = () =>
    attempt('unknown', async () => {
      for (const assetId of deleted?.unsent ?? []) await sync.assets.cancel(assetId, { keepBytes: false })
      return undefined
    })
  return { asked, ask, confirm, deleted, undo, removeFiles, dismiss: () => setDeleted(undefined) }
}
