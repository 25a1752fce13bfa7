import { useState } from 'react'
import type { EditorSession } from './editor-session.ts'
import { OverlaidDialog } from './overlaid-dialog.tsx'
import { useOverlaid } from './use-overlaid.ts'

/** Says that another tab saved over edits it had not seen, and leads to them. */
export function OverlaidEdits({ session }: { readonly session: EditorSession }) {
  const { edits, read } = useOverlaid(session.get().projectId)
  const [isOpen, setOpen] = useState(false)
  if (edits.length === 0) return null
  return (
    <>
      <span role="status">
        <button
          className="button small primary"
          type="button"
          data-testid="overlaid-edits"
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
        >
          {edits.length === 1 ? '1 edit kept from another tab' : `${edits.length} edits kept from other tabs`}
        </button>
      </span>
      {isOpen && <OverlaidDialog session={session} edits={edits} onChange={read} onClose={() => setOpen(false)} />}
    </>
  )
}
