import { useCallback, useEffect, useState } from 'react'
import { ApiFailure } from 'reelsync'
import { useShell } from '../workspace/shell-context.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { useWorkspace } from '../workspace/workspace-context.ts'
import type { EditorSession } from './editor-session.ts'
import { openSession } from './open-session.ts'
import { takeProject } from './project-tab.ts'

export type Opening =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly session: EditorSession }
  /** Another tab has taken it over. */
  | { readonly kind: 'elsewhere'; readonly openHere: () => void }
  | { readonly kind: 'failed' }

/** Opens a project, from the device or else from the cloud, and closes it with the page. */
export function useSession(projectId: string): Opening {
  const workspace = useWorkspace()
  const { raise } = useShell()
  const [opening, setOpening] = useState<Opening>({ kind: 'opening' })
  const [attempt, setAttempt] = useState(0)
  const openHere = useCallback(() => setAttempt((last) => last + 1), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt opens it again
  useEffect(() => {
    let current = true
    const show = (next: Opening) => current && setOpening(next)
    show({ kind: 'opening' })
    const opened = open(workspace, projectId, {
      onElsewhere: () => show({ kind: 'elsewhere', openHere }),
      onSaveFailed: (error) => raise(error, 'save-failed'),
    })
    opened.then(
      ({ session }) => show({ kind: 'open', session }),
      (error: unknown) => {
        if (current && isNowhere(error)) raise(undefined, 'no-project')
        else if (current) raise(error, 'open-failed')
        show({ kind: 'failed' })
      },
    )
    return () => {
      current = false
      void opened.then(({ close }) => close()).catch(() => undefined)
    }
  }, [workspace, projectId, raise, attempt])
  return opening
}

interface OpenEvents {
  readonly onElsewhere: () => void
  readonly onSaveFailed: (error: unknown) => void
}

async function open(workspace: Workspace, projectId: string, events: OpenEvents) {
  let handOver = async () => {}
  const tab = await takeProject(`reelsync-example/${workspace.account.sub}/${projectId}`, async () => {
    events.onElsewhere()
    await handOver()
  })
  try {
    const { session, close } = await openSession(workspace, projectId, events.onSaveFailed)
    handOver = close
    return { session, close: () => close().finally(tab.release) }
  } catch (error) {
    tab.release()
    throw error
  }
}

/** Neither cloud nor device has it: that work is safe on this device, as is said where the cloud alone lacks it, would be untrue. */
function isNowhere(error: unknown): boolean {
  return error instanceof ApiFailure && ['project-not-found', 'project-deleted'].includes(error.code)
}
