import type { PointerEvent } from 'react'
import type { Player } from '../player/player.ts'

const stepsS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600]
const leastLabelPx = 72

interface RulerProps {
  readonly player: Player
  readonly pxPerS: number
  readonly spanS: number
}

/** The scale above the tracks: press or drag on it to move the playhead. */
export function Ruler({ player, pxPerS, spanS }: RulerProps) {
  const stepS = stepsS.find((step) => step * pxPerS >= leastLabelPx) ?? 600
  const labels = Array.from({ length: Math.ceil(spanS / stepS) }, (_, index) => index * stepS)
  const seek = (event: PointerEvent<HTMLElement>) => {
    if (event.buttons !== 1) return
    event.currentTarget.setPointerCapture(event.pointerId)
    player.seek((event.clientX - event.currentTarget.getBoundingClientRect().left) / pxPerS)
  }
  return (
    <div className="ruler-row">
      <div className="gutter" />
      <div
        className="ruler"
        onPointerDown={seek}
        onPointerMove={seek}
        style={{ backgroundSize: `${(stepS * pxPerS) / 5}px 100%` }}
      >
        {labels.map((atS) => (
          <span key={atS} style={{ left: atS * pxPerS }}>
            {label(atS, stepS)}
          </span>
        ))}
      </div>
    </div>
  )
}

function label(atS: number, stepS: number): string {
  const minutes = Math.floor(atS / 60)
  const seconds = (atS % 60).toFixed(stepS < 1 ? 1 : 0).padStart(stepS < 1 ? 4 : 2, '0')
  return `${minutes}:${seconds}`
}
