import { useState } from 'react'
import type { EditorSession } from '../editor/editor-session.ts'
import { HistoryDialog } from './history-dialog.tsx'

export function HistoryButton({ session }: { readonly session: EditorSession }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button
        className="button small"
        type="button"
        data-testid="open-history"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        History
      </button>
      {isOpen && <HistoryDialog session={session} onClose={() => setOpen(false)} />}
    </>
  )
}
