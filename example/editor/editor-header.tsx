import { HistoryButton } from '../history/history-button.tsx'
import { exportOtio } from '../projects/export-otio.ts'
import { StatusBar } from '../sync/status-bar.tsx'
import { AccountMenu } from '../workspace/account-menu.tsx'
import { IconButton } from '../workspace/icon-button.tsx'
import { goTo } from '../workspace/route.ts'
import { useShell } from '../workspace/shell-context.ts'
import type { EditorSession } from './editor-session.ts'
import type { EditorState } from './editor-state.ts'
import { OverlaidEdits } from './overlaid-edits.tsx'
import { ProjectNameField } from './project-name-field.tsx'

export function EditorHeader({ session, state }: { readonly session: EditorSession; readonly state: EditorState }) {
  const { signOut } = useShell()
  const { content, past, future, saving } = state
  const isUnsaved = saving.kind !== 'saved'
  return (
    <header className="bar">
      <IconButton testId="back-to-projects" label="Back to the projects" onClick={() => goTo({ kind: 'library' })}>
        <path d="M12.500 4.500L7 10l5.500 5.500" />
      </IconButton>
      <ProjectNameField name={content.name} onRename={(name) => session.dispatch({ kind: 'renamed', name })} />
      <IconButton label="Undo" disabled={past.length === 0} onClick={() => session.dispatch({ kind: 'undone' })}>
        <path d="M7 4L3.500 7.500 7 11M4 7.500h7a4.500 4.500 0 010 9H8" />
      </IconButton>
      <IconButton label="Redo" disabled={future.length === 0} onClick={() => session.dispatch({ kind: 'redone' })}>
        <path d="M13 4l3.500 3.500L13 11M16 7.500H9a4.500 4.500 0 000 9h3" />
      </IconButton>
      <span className="bar-space" />
      <OverlaidEdits session={session} />
      <StatusBar unsaved={isUnsaved} />
      <HistoryButton session={session} />
      <button
        className="button small"
        type="button"
        data-testid="export-otio"
        onClick={() => exportOtio(content.name, content.timeline)}
      >
        Export
      </button>
      <AccountMenu unsaved={isUnsaved} onSignOut={signOut} />
    </header>
  )
}
