import { memo } from 'react'
import type { AssetView } from 'reelsync'
import { usePicture } from '../media/use-picture.ts'
import { timecode } from '../player/timecode.ts'
import { assetWords } from '../sync/asset-words.ts'
import { sizeWords } from '../sync/size-words.ts'
import { addClip } from '../timeline/add-clip.ts'
import type { MediaDescription } from '../timeline/asset-reference.ts'
import { IconButton } from '../workspace/icon-button.tsx'
import { useWorkspace } from '../workspace/workspace-context.ts'
import type { EditorSession } from './editor-session.ts'
import { MediaPicture } from './media-picture.tsx'

interface MediaItemProps {
  readonly session: EditorSession
  /** Undefined while the file is still copied to this device. */
  readonly media: MediaDescription | undefined
  readonly view: AssetView | undefined
}

export const mediaDragType = 'application/x-reelsync-asset'

/** Rendered anew where its own file moves, and not for each of the others. */
export const MediaItem = memo(function MediaItem({ session, media, view }: MediaItemProps) {
  const { sync } = useWorkspace()
  const assetId = media?.assetId ?? view?.assetId ?? ''
  const picture = usePicture(assetId)
  const fileName = media?.fileName ?? view?.fileName ?? ''
  const words = assetWords(view)
  return (
    <li
      className="media-item"
      data-testid="media-item"
      data-asset-id={assetId}
      data-file-name={fileName}
      data-phase={view?.transfer.phase ?? 'missing'}
      data-accepted-bytes={acceptedBytes(view)}
      data-on-this-device={view?.onThisDevice ?? false}
      data-in-the-cloud={view?.inTheCloud ?? false}
      draggable={media !== undefined}
      onDragStart={(event) => event.dataTransfer.setData(mediaDragType, assetId)}
    >
      <MediaPicture picture={picture} kind={media?.kind ?? 'other'} />
      <div className="media-text">
        <span className="media-name" title={fileName}>
          {fileName}
        </span>
        <span className="media-facts muted">
          {[media && media.durationS > 0 && timecode(media.durationS), view && sizeWords(view.sizeBytes)]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <span className="media-state" data-tone={words.tone}>
          {words.label}
        </span>
        {words.progress !== undefined && <progress aria-label={words.label} max={1} value={words.progress} />}
      </div>
      {view?.transfer.phase === 'blocked' && (
        <button
          className="button small"
          type="button"
          title={view.transfer.detail}
          onClick={() => void sync.assets.retry(assetId)}
        >
          Retry
        </button>
      )}
      <IconButton
        className="icon-button add"
        testId="add-to-timeline"
        label={`Put ${fileName} on the timeline`}
        title="Put on the timeline"
        disabled={media === undefined}
        onClick={() => media && session.dispatch({ kind: 'edited', edit: (timeline) => addClip(timeline, media) })}
      >
        <path d="M10 4.500v11M4.500 10h11" />
      </IconButton>
    </li>
  )
})

/** What the cloud has of it, as far as this device knows. */
function acceptedBytes(view: AssetView | undefined): number {
  if (view === undefined) return 0
  if (view.inTheCloud) return view.sizeBytes
  return 'acceptedBytes' in view.transfer ? view.transfer.acceptedBytes : 0
}
