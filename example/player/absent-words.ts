import type { AssetView } from 'reelsync'
import type { ClipOutline, TimelineOutline } from '../timeline/timeline-outline.ts'

/** Why there is no picture at the playhead; undefined where there is one. */
export function absentWords(
  clip: ClipOutline | undefined,
  assets: ReadonlyMap<string, AssetView>,
  outline: TimelineOutline,
): string | undefined {
  if (outline.clipCount === 0) return 'Put media on the timeline below, and it plays here.'
  if (clip === undefined) return undefined
  if (clip.media.kind === 'missing') return `“${clip.name}” names no media.`
  if (clip.media.kind === 'foreign') return `“${clip.name}” is a file of another tool: ${clip.media.targetUrl}`
  const { assetId, kind } = clip.media.media
  if (kind === 'other') return `“${clip.name}” has no picture.`
  const view = assets.get(assetId)
  if (view?.onThisDevice) return undefined
  if (view?.transfer.phase === 'downloading' || view?.inTheCloud) return `“${clip.name}” is coming from the cloud…`
  return `“${clip.name}” has not reached the cloud yet. It is still on the device that added it.`
}
