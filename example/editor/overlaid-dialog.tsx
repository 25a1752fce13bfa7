import type { OverlaidEdit } from 'reelsync'
import { sideFacts } from '../sync/conflict-difference.ts'
import { ConflictSideCard } from '../sync/conflict-side-card.tsx'
import { Dialog } from '../workspace/dialog.tsx'
import { useShell } from '../workspace/shell-context.ts'
import { useWorkspace } from '../workspace/workspace-context.ts'
import { contentOf, type EditorSession, projectEdit } from './editor-session.ts'

interface OverlaidDialogProps {
  readonly session: EditorSession
  readonly edits: readonly OverlaidEdit[]
  readonly onChange: () => Promise<void>
  readonly onClose: () => void
}

export function OverlaidDialog({ session, edits, onChange, onClose }: OverlaidDialogProps) {
  const { sync } = useWorkspace()
  const { raise } = useShell()
  const { projectId, content } = session.get()
  const now = sideFacts({ project: projectEdit(projectId, content) })
  const drop = async ({ overlaidId }: OverlaidEdit) => {
    await sync.projects.dropOverlaid(projectId, overlaidId)
    await onChange()
    if (edits.length === 1) onClose()
  }
  const takeBack = async (overlaid: OverlaidEdit) => {
    session.dispatch({ kind: 'taken-back', content: contentOf(overlaid.edit) })
    await session.flush()
    // Until it is on disk anew, the kept one is all there is of it.
    if (session.get().saving.kind === 'saved') await drop(overlaid)
  }
  const button = (work: Promise<void>) => void work.catch((error) => raise(error, 'unknown'))
  return (
    <Dialog label="Edits kept from other tabs" testId="overlaid-dialog" onClose={onClose}>
      <h2>Also edited in another tab</h2>
      <p className="muted">
        This project was open in two tabs, and one saved over what the other had made. It is kept here until you take it
        back, which undo reverses, or drop it.
      </p>
      {edits.map((overlaid) => (
        <div className="sides" key={overlaid.overlaidId}>
          <ConflictSideCard
            title={overlaid.edit.name}
            side={{ deviceName: 'Another tab', savedAtMs: overlaid.savedAtMs }}
            facts={sideFacts({ project: overlaid.edit })}
            other={now}
          />
          <button className="button primary" type="button" onClick={() => button(takeBack(overlaid))}>
            Take it back
          </button>
          <button className="button" type="button" onClick={() => button(drop(overlaid))}>
            Drop it
          </button>
        </div>
      ))}
      <button className="button quiet wide" type="button" onClick={onClose}>
        Decide later
      </button>
    </Dialog>
  )
}
