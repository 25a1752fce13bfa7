interface DeletedNoteProps {
  readonly name: string
  /** How many of its files are in no cloud. */
  readonly unsentFiles: number
  /** Undefined where the project was not on this device. */
  readonly onUndo: (() => void) | undefined
  readonly onRemoveFiles: () => void
  readonly onDismiss: () => void
}

/** What was just deleted, with the way back, and what is left of it. */
export function DeletedNote({ name, unsentFiles, onUndo, onRemoveFiles, onDismiss }: DeletedNoteProps) {
  const files = unsentFiles === 1 ? 'One of its files was' : `${unsentFiles} of its files were`
  return (
    <p className="deleted-note" role="status" data-testid="deleted-note">
      <span>
        “{name}” is deleted.{unsentFiles > 0 && ` ${files} not in the cloud yet, and stay on this device.`}
      </span>
      {onUndo && (
        <button className="button small" type="button" data-testid="undo-delete" onClick={onUndo}>
          Undo
        </button>
      )}
      {unsentFiles > 0 && (
        <button className="button small danger" type="button" data-testid="remove-files" onClick={onRemoveFiles}>
          Remove {unsentFiles === 1 ? 'it' : 'them'}
        </button>
      )}
      <button className="button small quiet" type="button" onClick={onDismiss}>
        Dismiss
      </button>
    </p>
  )
}
