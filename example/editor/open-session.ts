import type { Workspace } from '../workspace/workspace.ts'
import { EditorSession } from './editor-session.ts'

export interface OpenSession {
  readonly session: EditorSession
  /** Saves what is not saved yet; may be repeated. */
  close(): Promise<void>
}

/**
 * Opens a project, follows what arrives for it, and saves when the page is hidden or left.
 *
 * @throws NotATimeline, and what `sync.projects.open` throws
 */
export async function openSession(
  workspace: Workspace,
  projectId: string,
  onSaveFailed: (error: unknown) => void,
): Promise<OpenSession> {
  const { sync, store, save } = workspace
  const session = new EditorSession(await sync.projects.open(projectId), { save, onSaveFailed })
  workspace.setOpen(session)
  const onHidden = () => void (document.visibilityState === 'hidden' && session.flush())
  const onLeave = () => void session.flush()
  document.addEventListener('visibilitychange', onHidden)
  addEventListener('pagehide', onLeave)
  // A version may also have been stored by another tab.
  const unsubscribe = sync.projects.subscribe(async (change) => {
    const stored = change.projectId === projectId ? await store.load(projectId) : undefined
    if (stored !== undefined && session.differsFrom(stored)) await session.arrive(stored, async () => true)
  })
  const close = async () => {
    document.removeEventListener('visibilitychange', onHidden)
    removeEventListener('pagehide', onLeave)
    unsubscribe()
    // It takes versions in until its last edit is on disk.
    await session.close()
    workspace.setClosed(session)
  }
  return { session, close }
}
