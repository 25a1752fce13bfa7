import { useEffect, useRef, useState } from 'react'
import { StatusBar } from '../sync/status-bar.tsx'
import { AccountMenu } from '../workspace/account-menu.tsx'
import { goTo } from '../workspace/route.ts'
import { useShell } from '../workspace/shell-context.ts'
import { Wordmark } from '../workspace/wordmark.tsx'
import { useWorkspace } from '../workspace/workspace-context.ts'
import { DeleteDialog } from './delete-dialog.tsx'
import { DeletedNote } from './deleted-note.tsx'
import { LibraryHead } from './library-head.tsx'
import { createProject, importProject } from './new-project.ts'
import { ProjectCard } from './project-card.tsx'
import { useDeletion } from './use-deletion.ts'
import { useLibrary } from './use-library.ts'

export function LibraryPage() {
  const workspace = useWorkspace()
  const { raise, signOut, onAction } = useShell()
  const { entries, refresh } = useLibrary()
  const deletion = useDeletion(refresh)
  const [busy, setBusy] = useState(false)
  const picker = useRef<HTMLInputElement>(null)
  useEffect(() => onAction((action) => void (action === 'choose-timeline' && picker.current?.click())), [onAction])

  const openNew = async (make: () => Promise<string>) => {
    setBusy(true)
    try {
      goTo({ kind: 'editor', projectId: await make() })
    } catch (error) {
      raise(error, 'save-failed')
    } finally {
      setBusy(false)
    }
  }
  const onImport = (file: File) => openNew(() => importProject(workspace, file))

  return (
    <div className="library">
      <header className="bar">
        <Wordmark />
        <span className="bar-space" />
        <StatusBar />
        <AccountMenu onSignOut={signOut} />
      </header>
      <main>
        <LibraryHead
          picker={picker}
          isBusy={busy}
          onImport={onImport}
          onNew={() => openNew(() => createProject(workspace))}
        />
        {deletion.deleted && (
          <DeletedNote
            name={deletion.deleted.name}
            unsentFiles={deletion.deleted.unsent.length}
            onRemoveFiles={() => void deletion.removeFiles()}
            onUndo={deletion.deleted.undo && (() => void deletion.undo())}
            onDismiss={deletion.dismiss}
          />
        )}
        <ul className="project-list" data-testid="project-list" aria-label="Projects" aria-busy={entries === undefined}>
          {entries?.map((entry) => (
            <ProjectCard key={entry.id} entry={entry} onDelete={() => deletion.ask(entry)} />
          ))}
        </ul>
        {entries?.length === 0 && <EmptyLibrary />}
      </main>
      {deletion.asked && (
        <DeleteDialog
          entry={deletion.asked}
          onDelete={() => deletion.asked && void deletion.confirm(deletion.asked)}
          onClose={() => deletion.ask(undefined)}
        />
      )}
    </div>
  )
}

function EmptyLibrary() {
  return (
    <div className="empty-library">
      <h2>Nothing here yet</h2>
      <p className="muted">
        Start a project, or bring a timeline of another tool as an .otio file. Projects from your other devices show up
        here by themselves.
      </p>
    </div>
  )
}
