import { useSyncExternalStore } from 'react'
import type { Player } from '../player/player.ts'

export function PlayheadLine({ player, pxPerS }: { readonly player: Player; readonly pxPerS: number }) {
  const { atS } = useSyncExternalStore(player.subscribe, player.get)
  return (
    <div
      className="playhead"
      data-testid="playhead"
      data-at-seconds={atS.toFixed(3)}
      style={{ transform: `translateX(${atS * pxPerS}px)` }}
    >
      <span aria-hidden="true" />
    </div>
  )
}
