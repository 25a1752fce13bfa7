import { useSyncExternalStore } from 'react'
import type { Player } from './player.ts'
import { timecode } from './timecode.ts'

export function TransportBar({ player, durationS }: { readonly player: Player; readonly durationS: number }) {
  const { kind, atS } = useSyncExternalStore(player.subscribe, player.get)
  return (
    <div className="transport">
      <output className="timecode" aria-label="Playhead">
        {timecode(atS)}
      </output>
      <div className="transport-buttons">
        <button className="icon-button" type="button" aria-label="To the start" onClick={() => player.seek(0)}>
          <svg viewBox="0 0 20 20" aria-hidden="true">
            <path d="M5 4v12M16 4.5v11L7.5 10z" />
          </svg>
        </button>
        {kind === 'playing' ? (
          <button
            className="play-button"
            type="button"
            data-testid="pause"
            aria-label="Pause"
            onClick={() => player.pause()}
          >
            <svg viewBox="0 0 20 20" aria-hidden="true">
              <path d="M7 4.5v11M13 4.5v11" strokeWidth="3" />
            </svg>
          </button>
        ) : (
          <button
            className="play-button"
            type="button"
            data-testid="play"
            aria-label="Play"
            disabled={durationS === 0}
            onClick={() => player.play()}
          >
            <svg viewBox="0 0 20 20" aria-hidden="true">
              <path d="M6 4l10 6-10 6z" fill="currentColor" />
            </svg>
          </button>
        )}
        <button className="icon-button" type="button" aria-label="To the end" onClick={() => player.seek(durationS)}>
          <svg viewBox="0 0 20 20" aria-hidden="true">
            <path d="M15 4v12M4 4.5v11l8.500-5.5z" />
          </svg>
        </button>
      </div>
      <output className="timecode muted" aria-label="Length of the timeline">
        {timecode(durationS)}
      </output>
    </div>
  )
}
