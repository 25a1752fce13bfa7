import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { AssetView } from 'reelsync'
import type { ProjectMedia } from '../media/project-media.ts'
import type { ClipOutline, TimelineOutline } from '../timeline/timeline-outline.ts'
import { absentWords } from './absent-words.ts'
import { activeClips } from './active-clips.ts'
import { ClipPlayer } from './clip-player.tsx'
import type { Player } from './player.ts'

interface PreviewProps {
  readonly outline: TimelineOutline
  readonly player: Player
  readonly media: ProjectMedia
  readonly assets: ReadonlyMap<string, AssetView>
}

export function Preview({ outline, player, media, assets }: PreviewProps) {
  const state = useSyncExternalStore(player.subscribe, player.get)
  const { picture, sounds } = useMemo(() => activeClips(outline, state.atS), [outline, state.atS])
  const shared = { state, player, media }
  const [isVideoShown, setVideoShown] = useState(false)
  const [isImageShown, setImageShown] = useState(false)
  const video = isOfKind(picture, 'video') ? picture : undefined
  const image = isOfKind(picture, 'image') ? picture : undefined
  const imageId = assetIdOf(image)
  const absent = isVideoShown || isImageShown ? undefined : absentWords(picture, assets, outline)

  return (
    <div className="stage">
      <ClipPlayer {...shared} element="video" testId="preview-video" clip={video} onShown={setVideoShown} />
      {image && imageId !== undefined && (
        <StillPicture
          key={imageId}
          assetId={imageId}
          name={image.name}
          media={media}
          arrival={arrivalOf(assets.get(imageId))}
          onShown={setImageShown}
        />
      )}
      {(sounds.length === 0 ? [undefined] : sounds).map((clip, index) => (
        <ClipPlayer
          // biome-ignore lint/suspicious/noArrayIndexKey: a place is a track, and keeps its element
          key={index}
          {...shared}
          element="audio"
          testId={index === 0 ? 'preview-audio' : `preview-audio-${index + 1}`}
          clip={isOfKind(clip, 'audio') ? clip : undefined}
        />
      ))}
      {absent && <p className="stage-note">{absent}</p>}
    </div>
  )
}

function StillPicture({
  assetId,
  name,
  media,
  arrival,
  onShown,
}: {
  readonly assetId: string
  readonly name: string
  readonly media: ProjectMedia
  readonly arrival: string
  readonly onShown: (isShown: boolean) => void
}) {
  const [url, setUrl] = useState<string>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: an arrival is a reason to ask again
  useEffect(() => {
    const shown = media.url(assetId)
    void shown.then((address) => setUrl(address?.url))
    return () => void shown.then((address) => address?.release())
  }, [media, assetId, arrival])
  useEffect(() => () => onShown(false), [onShown])
  return url === undefined ? null : <img src={url} alt={name} onLoad={() => onShown(true)} />
}

function assetIdOf(clip: ClipOutline | undefined): string | undefined {
  return clip?.media.kind === 'asset' ? clip.media.media.assetId : undefined
}

function isOfKind(clip: ClipOutline | undefined, kind: 'video' | 'audio' | 'image'): boolean {
  return clip?.media.kind === 'asset' && clip.media.media.kind === kind
}

/** A change of whether the file can be had is a reason to ask for it again. */
function arrivalOf(view: AssetView | undefined): string {
  return view === undefined ? 'unknown' : view.onThisDevice ? 'here' : view.inTheCloud ? 'in-the-cloud' : 'away'
}
