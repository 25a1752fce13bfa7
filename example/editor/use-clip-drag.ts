import { type PointerEvent, useRef, useState } from 'react'
import { moveClip } from '../timeline/move-clip.ts'
import type { ClipOutline } from '../timeline/timeline-outline.ts'
import { trimClip } from '../timeline/trim-clip.ts'
import type { ClipDrag, Grip } from './dragged-clip.ts'
import type { EditorSession } from './editor-session.ts'

/** Below this a press is a click. */
const leastDragPx = 4

/** Follows the pointer, and makes one edit of it when it is let go. */
export function useClipDrag(session: EditorSession, clip: ClipOutline, pxPerS: number) {
  const [drag, setDrag] = useState<ClipDrag>()
  const from = useRef({ x: 0, y: 0 })

  const handlers = (grip: Grip) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return
      from.current = { x: event.clientX, y: event.clientY }
      event.currentTarget.setPointerCapture(event.pointerId)
      session.dispatch({ kind: 'selected', at: clip.at })
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
      const dxPx = event.clientX - from.current.x
      const dyPx = event.clientY - from.current.y
      if (drag !== undefined || Math.hypot(dxPx, dyPx) > leastDragPx) setDrag({ grip, dxPx, dyPx })
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      if (drag !== undefined)
        drop(session, clip, drag, pxPerS, trackAt(event.clientX, event.clientY) ?? clip.at.trackIndex)
      setDrag(undefined)
    },
    onPointerCancel: () => setDrag(undefined),
  })
  return { drag, handlers }
}

function drop(session: EditorSession, clip: ClipOutline, drag: ClipDrag, pxPerS: number, trackIndex: number): void {
  const deltaS = drag.dxPx / pxPerS
  const { at, sourceStartS, durationS } = clip
  if (drag.grip === 'move') {
    const place = { trackIndex, startS: clip.startS + deltaS }
    session.dispatch({ kind: 'edited', edit: (timeline) => moveClip(timeline, at, place), select: null })
  } else {
    const trim = drag.grip === 'start' ? { startS: sourceStartS + deltaS } : { endS: sourceStartS + durationS + deltaS }
    session.dispatch({ kind: 'edited', edit: (timeline) => trimClip(timeline, at, trim) })
  }
}

function trackAt(x: number, y: number): number | undefined {
  const track = document
    .elementsFromPoint(x, y)
    .find((element) => element instanceof HTMLElement && element.dataset.trackIndex !== undefined)
  return track instanceof HTMLElement ? Number(track.dataset.trackIndex) : undefined
}
