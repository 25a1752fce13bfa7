import { nudgeClip } from '../timeline/move-clip.ts'
import { removeClip } from '../timeline/remove-clip.ts'
import { trackBeside } from '../timeline/shown-tracks.ts'
import type { ClipOutline, TimelineOutline } from '../timeline/timeline-outline.ts'
import type { EditorSession } from './editor-session.ts'
import { moveBeside } from './move-beside.ts'

interface ClipActionsProps {
  readonly session: EditorSession
  readonly outline: TimelineOutline
  readonly clip: ClipOutline
}

export function ClipActions({ session, outline, clip: { at } }: ClipActionsProps) {
  const track = outline.tracks.find(({ trackIndex }) => trackIndex === at.trackIndex)
  const nudge = (step: -1 | 1) => {
    const select = { ...at, itemIndex: at.itemIndex + step }
    session.dispatch({ kind: 'edited', edit: (timeline) => nudgeClip(timeline, at, step), select })
  }
  const isBeside = (step: -1 | 1) => trackBeside(outline, at.trackIndex, step) !== undefined
  return (
    <div className="clip-actions">
      <MoveButton label="Earlier" isPossible={at.itemIndex > 0} onMove={() => nudge(-1)} />
      <MoveButton label="Later" isPossible={track?.items[at.itemIndex + 1] !== undefined} onMove={() => nudge(1)} />
      <MoveButton
        label="Track up"
        keys="Alt+ArrowUp"
        isPossible={isBeside(-1)}
        onMove={() => moveBeside(session, at, -1)}
      />
      <MoveButton
        label="Track down"
        keys="Alt+ArrowDown"
        isPossible={isBeside(1)}
        onMove={() => moveBeside(session, at, 1)}
      />
      <button
        className="button small danger"
        type="button"
        data-testid="clip-remove"
        onClick={() => session.dispatch({ kind: 'edited', edit: (timeline) => removeClip(timeline, at), select: null })}
      >
        Remove
      </button>
    </div>
  )
}

interface MoveButtonProps {
  readonly label: string
  readonly keys?: string
  readonly isPossible: boolean
  readonly onMove: () => void
}

/** One that can do no more keeps the focus, which a disabled button would lose to nobody. */
function MoveButton({ label, keys, isPossible, onMove }: MoveButtonProps) {
  return (
    <button
      className="button small"
      type="button"
      aria-disabled={!isPossible}
      aria-keyshortcuts={keys}
      onClick={() => isPossible && onMove()}
    >
      {label}
    </button>
  )
}
