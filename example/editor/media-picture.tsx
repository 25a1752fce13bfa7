import type { Picture } from '../media/picture.ts'
import type { MediaKind } from '../timeline/asset-reference.ts'
import { Waveform } from './waveform.tsx'

const marks: Readonly<Record<MediaKind, string>> = {
  video: 'M3 5h14v10H3zM8.500 8v4l3.500-2z',
  audio: 'M4 8v4M7.500 6v8M11 4v12M14.500 7v6',
  image: 'M3 5h14v10H3zM4 14l4-4 3 3 2-2 3 3',
  other: 'M6 3h6l3 3v11H6zM8.500 9l3 4M11.500 9l-3 4',
}

/** A still, a waveform, or the mark of its kind where there is no picture. */
export function MediaPicture({ picture, kind }: { readonly picture: Picture | undefined; readonly kind: MediaKind }) {
  return (
    <span className="media-picture" data-kind={kind} title={kind === 'other' ? 'No picture' : undefined}>
      {picture?.kind === 'frame' && <img src={picture.dataUrl} alt="" draggable={false} />}
      {picture?.kind === 'waveform' && <Waveform peaks={picture.peaks} />}
      {(picture === undefined || picture.kind === 'none') && (
        <svg viewBox="0 0 20 20" role="img" aria-label={kind === 'other' ? 'No picture' : kind}>
          <path d={marks[kind]} />
        </svg>
      )}
    </span>
  )
}
