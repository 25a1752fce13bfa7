import { goTo } from '../workspace/route.ts'
import { EditorView } from './editor-view.tsx'
import { useSession } from './use-session.ts'

export function EditorPage({ projectId }: { readonly projectId: string }) {
  const opening = useSession(projectId)
  switch (opening.kind) {
    case 'opening':
      return <p className="page-note">Opening the project…</p>
    case 'elsewhere':
      return (
        <div className="page-note">
          <p>This project is open in another tab now. Everything done here is saved.</p>
          <button className="button primary" type="button" onClick={opening.openHere}>
            Open it here
          </button>
        </div>
      )
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
