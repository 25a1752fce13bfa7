interface DeletedNoteProps {
  readonly name: string
  /** Undefined where the project was not on this device. */
  readonly onUndo: (() => void) | undefined
  readonly onDismiss: () => void
}

/** What was just deleted, with the way back. */
export function DeletedNote({ name, onUndo, onDismiss }: DeletedNoteProps) {
  return (
    <p className="deleted-note" role="status" data-testid="deleted-note">
      <span>“{name}” is deleted.</span>
      {onUndo && (
        <button className="button small" type="button" data-testid="undo-delete" onClick={onUndo}>
          Undo
        </button>
      )}
      <button className="button small quiet" type="button" onClick={onDismiss}>
        Dismiss
      </button>
    </p>
  )
}
