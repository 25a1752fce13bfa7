import { memo, useEffect, useRef, useState } from 'react'
import type { Player } from '../player/player.ts'
import { shownTracks } from '../timeline/shown-tracks.ts'
import type { TimelineOutline } from '../timeline/timeline-outline.ts'
import { useGoneFocus } from '../workspace/use-gone-focus.ts'
import type { EditorSession } from './editor-session.ts'
import type { EditorState } from './editor-state.ts'
import { PlayheadLine } from './playhead-line.tsx'
import { Ruler } from './ruler.tsx'
import { TimelineTools, zoom } from './timeline-tools.tsx'
import { TrackRow } from './track-row.tsx'

/** Width of the tracks' names and the space after them, in pixels; the same as in the style sheet. */
const gutterPx = 92

interface TimelinePanelProps {
  readonly session: EditorSession
  readonly state: EditorState
  readonly outline: TimelineOutline
  readonly player: Player
}

/** Rendered anew where the timeline is, and not for each step of an upload. */
export const TimelinePanel = memo(function TimelinePanel({ session, state, outline, player }: TimelinePanelProps) {
  const scroller = useTracksFocus(outline.clipCount)
  const [pxPerS, setPxPerS] = useState(48)
  const widthPx = useWidth(scroller.ref) - gutterPx
  const fit = () => {
    const fitting = (widthPx - 40) / Math.max(outline.durationS, 4)
    setPxPerS(Math.max(zoom.least, Math.min(zoom.most, fitting)))
  }
  const spanS = Math.max(outline.durationS + 8, widthPx / pxPerS)
  return (
    <section className="timeline-panel" aria-label="Timeline">
      <TimelineTools session={session} clipCount={outline.clipCount} pxPerS={pxPerS} onZoom={setPxPerS} onFit={fit} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
      <section className="timeline-scroll" {...scroller} tabIndex={0} aria-label="Tracks">
        <div className="timeline" data-testid="timeline" style={{ width: gutterPx + spanS * pxPerS }}>
          <Ruler player={player} pxPerS={pxPerS} spanS={spanS} />
          {shownTracks(outline).map((track) => (
            <TrackRow key={track.trackIndex} session={session} state={state} track={track} pxPerS={pxPerS} />
          ))}
          <PlayheadLine player={player} pxPerS={pxPerS} />
        </div>
      </section>
    </section>
  )
})

/**
 * A clip that goes to another track takes the focus along, and one that is removed leaves it on the tracks: else it would
 * be at the page's start.
 *
 * @returns what the element around the tracks takes
 */
function useTracksFocus(clipCount: number) {
  const tracks = useRef<HTMLElement>(null)
  const before = useRef(clipCount)
  const { hasGone, onFocus, onBlur } = useGoneFocus()
  useEffect(() => {
    const isRemoved = clipCount < before.current && document.activeElement === document.body
    before.current = clipCount
    if (hasGone() && !isRemoved) tracks.current?.querySelector<HTMLElement>('[data-selected=true] .clip-face')?.focus()
    if (isRemoved) tracks.current?.focus({ preventScroll: true })
  })
  return { ref: tracks, onFocus, onBlur }
}

function useWidth(ref: { readonly current: HTMLElement | null }): number {
  const [widthPx, setWidthPx] = useState(1200)
  useEffect(() => {
    if (ref.current === null) return
    const observer = new ResizeObserver(([entry]) => entry && setWidthPx(entry.contentRect.width))
    observer.observe(ref.current)
    return () => observer.disconnect()
  }, [ref])
  return widthPx
}
