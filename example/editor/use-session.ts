import { useEffect, useState } from 'react'
import { useShell } from '../workspace/shell-context.ts'
import { useWorkspace } from '../workspace/workspace-context.ts'
import { EditorSession } from './editor-session.ts'

export type Opening =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly session: EditorSession }
  | { readonly kind: 'failed' }

/** Opens a project, from the device or else from the cloud, and closes it with the page. */
export function useSession(projectId: string): Opening {
  const workspace = useWorkspace()
  const { raise } = useShell()
  const [opening, setOpening] = useState<Opening>({ kind: 'opening' })
  useEffect(() => {
    let session: EditorSession | undefined
    let current = true
    const open = async () => {
      try {
        const project = await workspace.sync.projects.open(projectId)
        if (!current) return
        session = new EditorSession(project, {
          save: workspace.save,
          onSaveFailed: (error) => raise(error, 'save-failed'),
        })
        workspace.setOpen(session)
        setOpening({ kind: 'open', session })
      } catch (error) {
        if (!current) return
        raise(error, 'open-failed')
        setOpening({ kind: 'failed' })
      }
    }
    void open()
    const flush = () => void (document.visibilityState === 'hidden' && session?.flush())
    const leave = () => void session?.flush()
    document.addEventListener('visibilitychange', flush)
    addEventListener('pagehide', leave)
    return () => {
      current = false
      document.removeEventListener('visibilitychange', flush)
      removeEventListener('pagehide', leave)
      // It takes versions in until its last edit is on disk.
      void session?.close().then(() => workspace.setOpen(undefined))
    }
  }, [workspace, projectId, raise])
  return opening
}
