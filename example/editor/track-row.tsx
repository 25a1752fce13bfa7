import type { DragEvent } from 'react'
import { addClip } from '../timeline/add-clip.ts'
import { mediaBin } from '../timeline/media-bin.ts'
import type { TrackOutline } from '../timeline/timeline-outline.ts'
import type { EditorSession } from './editor-session.ts'
import type { EditorState } from './editor-state.ts'
import { mediaDragType } from './media-item.tsx'
import { TrackItem } from './track-item.tsx'

interface TrackRowProps {
  readonly session: EditorSession
  readonly state: EditorState
  readonly track: TrackOutline
  readonly pxPerS: number
}

export function TrackRow({ session, state, track, pxPerS }: TrackRowProps) {
  const onDrop = (event: DragEvent<HTMLElement>) => {
    const assetId = event.dataTransfer.getData(mediaDragType)
    const media = mediaBin(state.content.timeline).find((candidate) => candidate.assetId === assetId)
    if (media === undefined) return
    event.preventDefault()
    const startS = (event.clientX - event.currentTarget.getBoundingClientRect().left) / pxPerS
    const { trackIndex } = track
    session.dispatch({ kind: 'edited', edit: (timeline) => addClip(timeline, media, { trackIndex, startS }) })
  }
  return (
    <div className="track" data-testid="track" data-kind={track.kind} data-track-index={track.trackIndex}>
      <div className="gutter">
        <span className="track-kind" aria-hidden="true">
          {track.kind === 'Video' ? 'V' : 'A'}
        </span>
        <span className="track-name">{track.name}</span>
      </div>
      <section
        className="lane"
        aria-label={`Track ${track.name}`}
        onDragOver={(event) => event.dataTransfer.types.includes(mediaDragType) && event.preventDefault()}
        onDrop={onDrop}
        onPointerDown={(event) =>
          event.target === event.currentTarget && session.dispatch({ kind: 'selected', at: undefined })
        }
      >
        {track.items.map((item) => (
          <TrackItem
            key={item.at.itemIndex}
            session={session}
            state={state}
            item={item}
            kind={track.kind}
            pxPerS={pxPerS}
          />
        ))}
        {track.items.length === 0 && (
          <span className="lane-note">Drop {track.kind === 'Video' ? 'video and pictures' : 'audio'} here</span>
        )}
      </section>
    </div>
  )
}
