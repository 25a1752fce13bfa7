import { Dialog } from '../workspace/dialog.tsx'
import type { LibraryEntry } from './library-entry.ts'

interface DeleteDialogProps {
  readonly entry: LibraryEntry
  readonly onDelete: () => void
  readonly onClose: () => void
}

export function DeleteDialog({ entry, onDelete, onClose }: DeleteDialogProps) {
  return (
    <Dialog label={`Delete “${entry.name}”`} testId="delete-dialog" onClose={onClose}>
      <h2>Delete “{entry.name}”?</h2>
      <p className="muted">
        It goes from all your devices, and from the ones that are offline once they are back. You can undo it here right
        after.
      </p>
      <div className="sides">
        <button className="button danger" type="button" data-testid="delete-confirm" onClick={onDelete}>
          Delete
        </button>
        <button className="button" type="button" onClick={onClose}>
          Keep it
        </button>
      </div>
    </Dialog>
  )
}
