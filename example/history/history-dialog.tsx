import { useState } from 'react'
import type { EditorSession } from '../editor/editor-session.ts'
import { Dialog } from '../workspace/dialog.tsx'
import { NameForm } from './name-form.tsx'
import { useHistory } from './use-history.ts'
import { VersionRow } from './version-row.tsx'
import { historyTrouble } from './version-words.ts'

interface HistoryDialogProps {
  readonly session: EditorSession
  readonly onClose: () => void
}

/** The versions of the open project that the cloud keeps; one at a time is looked at. */
export function HistoryDialog({ session, onClose }: HistoryDialogProps) {
  const { listing, readAgain, readOlder, add } = useHistory(session.get().projectId)
  const [opened, setOpened] = useState<string>()
  return (
    <Dialog label="History" testId="history-dialog" onClose={onClose}>
      <h2>History</h2>
      <p className="muted">
        Restoring a version is an edit: undo takes it back, and what the cloud has now stays in the history.
      </p>
      <div aria-live="polite" className="history">
        {listing.kind === 'reading' && <p className="muted">Asking the cloud…</p>}
        {listing.kind === 'failed' && (
          <p data-testid="history-trouble" className="history-trouble">
            {historyTrouble(listing.error)}
          </p>
        )}
        {listing.kind === 'listed' && listing.versions.length === 0 && (
          <p className="muted">Nothing is kept of this project yet. A version comes here moments after it is saved.</p>
        )}
      </div>
      {listing.kind === 'listed' && (
        <>
          <NameForm session={session} label="Name the project as it is now" onNamed={add} />
          <ul className="versions">
            {listing.versions.map((version) => (
              <VersionRow
                key={version.versionId}
                session={session}
                version={version}
                isOpen={version.versionId === opened}
                onToggle={() => setOpened((before) => (before === version.versionId ? undefined : version.versionId))}
                onNamed={add}
                onRestored={onClose}
              />
            ))}
          </ul>
          <button
            className="button quiet wide"
            type="button"
            aria-disabled={listing.older !== 'some'}
            onClick={() => void readOlder()}
          >
            {listing.older === 'none' ? 'There are no older ones' : 'Show older ones'}
          </button>
        </>
      )}
      <div className="history-end">
        <button
          className="button"
          type="button"
          data-testid="history-again"
          aria-disabled={listing.kind === 'reading'}
          onClick={() => listing.kind !== 'reading' && readAgain()}
        >
          Look again
        </button>
        <button className="button" type="button" data-testid="history-close" onClick={onClose}>
          Close
        </button>
      </div>
    </Dialog>
  )
}
