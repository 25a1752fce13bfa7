import { timecode } from '../player/timecode.ts'
import type { TimelineOutline } from '../timeline/timeline-outline.ts'

/** What the inspector shows while no clip is selected. */
export function ProjectFacts({ outline }: { readonly outline: TimelineOutline }) {
  return (
    <div className="inspector-body">
      <dl>
        <dt>Length</dt>
        <dd>{timecode(outline.durationS)}</dd>
        <dt>Clips</dt>
        <dd>{outline.clipCount}</dd>
        <dt>Tracks</dt>
        <dd>{outline.tracks.length}</dd>
      </dl>
      <p className="empty-note">Select a clip on the timeline to trim, move or remove it.</p>
      <dl className="keys">
        <dt>
          <kbd>Space</kbd>
        </dt>
        <dd>Play, pause</dd>
        <dt>
          <kbd>←</kbd> <kbd>→</kbd>
        </dt>
        <dd>One frame; with Shift one second</dd>
        <dt>
          <kbd>Alt ↑</kbd> <kbd>Alt ↓</kbd>
        </dt>
        <dd>Move the clip to the next track</dd>
        <dt>
          <kbd>Delete</kbd>
        </dt>
        <dd>Remove the clip</dd>
        <dt>
          <kbd>Ctrl Z</kbd>
        </dt>
        <dd>Undo</dd>
      </dl>
    </div>
  )
}
