import { usePicture } from '../media/use-picture.ts'
import type { ClipOutline } from '../timeline/timeline-outline.ts'
import { draggedClip } from './dragged-clip.ts'
import type { EditorSession } from './editor-session.ts'
import { useClipDrag } from './use-clip-drag.ts'
import { Waveform } from './waveform.tsx'

interface ClipBlockProps {
  readonly session: EditorSession
  readonly clip: ClipOutline
  readonly trackKind: 'Video' | 'Audio'
  readonly selected: boolean
  readonly pxPerS: number
}

/** A clip on its track: drag it, or its ends. */
export function ClipBlock({ session, clip, trackKind, selected, pxPerS }: ClipBlockProps) {
  const { drag, handlers } = useClipDrag(session, clip, pxPerS)
  const assetId = clip.media.kind === 'asset' ? clip.media.media.assetId : undefined
  const shown = draggedClip(clip, drag, pxPerS)
  const kind = clip.media.kind === 'asset' ? clip.media.media.kind : clip.media.kind
  return (
    <div
      className="clip"
      data-testid="clip"
      data-clip-name={clip.name}
      data-asset-id={assetId}
      data-kind={trackKind === 'Audio' ? 'audio' : kind}
      data-selected={selected}
      data-dragging={drag !== undefined}
      style={{
        left: shown.startS * pxPerS,
        width: Math.max(6, shown.durationS * pxPerS - 1),
        translate: `0 ${shown.offsetYPx}px`,
      }}
    >
      <ClipFill clip={clip} assetId={assetId} />
      <button
        className="clip-face"
        type="button"
        aria-pressed={selected}
        aria-label={`${clip.name}, ${clip.durationS.toFixed(1)} seconds from ${clip.startS.toFixed(1)}`}
        onClick={() => session.dispatch({ kind: 'selected', at: clip.at })}
        {...handlers('move')}
      >
        <span className="clip-name">{clip.name}</span>
      </button>
      <span className="clip-handle start" aria-hidden="true" {...handlers('start')} />
      <span className="clip-handle end" aria-hidden="true" {...handlers('end')} />
    </div>
  )
}

function ClipFill({ clip, assetId }: { readonly clip: ClipOutline; readonly assetId: string | undefined }) {
  const picture = usePicture(assetId)
  if (picture?.kind === 'frame')
    return <span className="clip-fill" style={{ backgroundImage: `url(${picture.dataUrl})` }} />
  if (picture?.kind !== 'waveform') return null
  const lengthS = clip.sourceEndS ?? clip.sourceStartS + clip.durationS
  return (
    <span className="clip-fill">
      <Waveform
        peaks={picture.peaks}
        from={clip.sourceStartS / lengthS}
        to={(clip.sourceStartS + clip.durationS) / lengthS}
      />
    </span>
  )
}
