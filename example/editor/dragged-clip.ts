import type { ClipOutline } from '../timeline/timeline-outline.ts'

export type Grip = 'move' | 'start' | 'end'

export interface ClipDrag {
  readonly grip: Grip
  readonly dxPx: number
  readonly dyPx: number
}

/** How a clip is drawn while it, or one of its ends, is dragged. */
export function draggedClip({ startS, durationS }: ClipOutline, drag: ClipDrag | undefined, pxPerS: number) {
  const deltaS = drag === undefined ? 0 : drag.dxPx / pxPerS
  switch (drag?.grip) {
    case 'move':
      return { startS: Math.max(0, startS + deltaS), durationS, offsetYPx: drag.dyPx }
    case 'start':
      return { startS: startS + deltaS, durationS: durationS - deltaS, offsetYPx: 0 }
    case 'end':
      return { startS, durationS: durationS + deltaS, offsetYPx: 0 }
    case undefined:
      return { startS, durationS, offsetYPx: 0 }
  }
}
