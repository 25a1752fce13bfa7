import { useSyncExternalStore } from 'react'
import { IconButton } from '../workspace/icon-button.tsx'
import type { Player } from './player.ts'
import { timecode } from './timecode.ts'

export function TransportBar({ player, durationS }: { readonly player: Player; readonly durationS: number }) {
  const { kind, atS } = useSyncExternalStore(player.subscribe, player.get)
  return (
    <div className="transport">
      <output className="timecode" aria-label="Playhead" aria-live="off">
        {timecode(atS)}
      </output>
      <div className="transport-buttons">
        <IconButton label="To the start" onClick={() => player.seek(0)}>
          <path d="M5 4v12M16 4.5v11L7.5 10z" />
        </IconButton>
        {kind === 'playing' ? (
          <IconButton className="play-button" testId="pause" label="Pause" onClick={() => player.pause()}>
            <path d="M7 4.5v11M13 4.5v11" strokeWidth="3" />
          </IconButton>
        ) : (
          <IconButton
            className="play-button"
            testId="play"
            label="Play"
            disabled={durationS === 0}
            onClick={() => player.play()}
          >
            <path d="M6 4l10 6-10 6z" fill="currentColor" />
          </IconButton>
        )}
        <IconButton label="To the end" onClick={() => player.seek(durationS)}>
          <path d="M15 4v12M4 4.5v11l8.500-5.5z" />
        </IconButton>
      </div>
      <output className="timecode muted" aria-label="Length of the timeline">
        {timecode(durationS)}
      </output>
    </div>
  )
}
