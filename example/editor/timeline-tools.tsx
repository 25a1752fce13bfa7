import { addTrack } from '../timeline/add-track.ts'
import type { EditorSession } from './editor-session.ts'

/** Pixels a second. */
export const zoom = { least: 4, most: 240 }

interface TimelineToolsProps {
  readonly session: EditorSession
  readonly clipCount: number
  readonly pxPerS: number
  readonly onZoom: (pxPerS: number) => void
  readonly onFit: () => void
}

export function TimelineTools({ session, clipCount, pxPerS, onZoom, onFit }: TimelineToolsProps) {
  return (
    <div className="panel-head">
      <h2>Timeline</h2>
      <span className="muted">
        {clipCount} {clipCount === 1 ? 'clip' : 'clips'}
      </span>
      <span className="bar-space" />
      <button
        className="button small quiet"
        type="button"
        onClick={() => session.dispatch({ kind: 'edited', edit: (t) => addTrack(t, 'Video') })}
      >
        + Video track
      </button>
      <button
        className="button small quiet"
        type="button"
        onClick={() => session.dispatch({ kind: 'edited', edit: (t) => addTrack(t, 'Audio') })}
      >
        + Audio track
      </button>
      <button className="button small quiet" type="button" onClick={onFit}>
        Fit
      </button>
      <input
        className="zoom"
        type="range"
        aria-label="Zoom"
        min={Math.log2(zoom.least)}
        max={Math.log2(zoom.most)}
        step={0.1}
        value={Math.log2(pxPerS)}
        onChange={(event) => onZoom(2 ** Number(event.target.value))}
      />
    </div>
  )
}
