import { useEffect, useRef, useState } from 'react'
import { StatusBar } from '../sync/status-bar.tsx'
import { AccountMenu } from '../workspace/account-menu.tsx'
import { goTo } from '../workspace/route.ts'
import { useShell } from '../workspace/shell-context.ts'
import { Wordmark } from '../workspace/wordmark.tsx'
import { useWorkspace } from '../workspace/workspace-context.ts'
import { LibraryHead } from './library-head.tsx'
import { createProject, importProject } from './new-project.ts'
import { ProjectCard } from './project-card.tsx'
import { useLibrary } from './use-library.ts'

export function LibraryPage() {
  const workspace = useWorkspace()
  const { raise, signOut, onAction } = useShell()
  const entries = useLibrary()
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
        <ul className="project-list" data-testid="project-list" aria-label="Projects" aria-busy={entries === undefined}>
          {entries?.map((entry) => (
            <ProjectCard key={entry.id} entry={entry} />
          ))}
        </ul>
        {entries?.length === 0 && <EmptyLibrary />}
      </main>
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
