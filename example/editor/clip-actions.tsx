import { nudgeClip } from '../timeline/move-clip.ts'
import { removeClip } from '../timeline/remove-clip.ts'
import type { ClipOutline } from '../timeline/timeline-outline.ts'
import type { EditorSession } from './editor-session.ts'

export function ClipActions({
  session,
  clip: { at },
}: {
  readonly session: EditorSession
  readonly clip: ClipOutline
}) {
  const nudge = (step: -1 | 1) => () => {
    const select = { ...at, itemIndex: Math.max(0, at.itemIndex + step) }
    session.dispatch({ kind: 'edited', edit: (timeline) => nudgeClip(timeline, at, step), select })
  }
  return (
    <div className="clip-actions">
      <button className="button small" type="button" disabled={at.itemIndex === 0} onClick={nudge(-1)}>
        Earlier
      </button>
      <button className="button small" type="button" onClick={nudge(1)}>
        Later
      </button>
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
