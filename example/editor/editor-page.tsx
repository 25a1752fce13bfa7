import { goTo } from '../workspace/route.ts'
import { EditorView } from './editor-view.tsx'
import { useSession } from './use-session.ts'

export function EditorPage({ projectId }: { readonly projectId: string }) {
  const opening = useSession(projectId)
  switch (opening.kind) {
    case 'opening':
      return <p className="page-note">Opening the project…</p>
    case 'failed':
      return (
        <div className="page-note">
          <p>This project could not be opened.</p>
          <button
            className="button"
            type="button"
            data-testid="back-to-projects"
            onClick={() => goTo({ kind: 'library' })}
          >
            To the projects
          </button>
        </div>
      )
    case 'open':
      return <EditorView session={opening.session} />
  }
}
