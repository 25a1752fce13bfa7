import { useEffect, useRef } from 'react'
import type { ProjectMedia } from '../media/project-media.ts'
import type { ClipOutline } from '../timeline/timeline-outline.ts'
import type { Player, PlayerState } from './player.ts'
import { useAttachedAsset } from './use-attached-asset.ts'

/** How far an element may be from the playhead before it is put right, in seconds. */
const driftS = 0.3

interface ClipPlayerProps {
  readonly element: 'video' | 'audio'
  readonly testId: string
  readonly clip: ClipOutline | undefined
  readonly state: PlayerState
  readonly player: Player
  readonly media: ProjectMedia
  readonly onShown?: (isShown: boolean) => void
}

/** A media element that follows the playhead through the clip on stage. */
export function ClipPlayer({ element: Element, testId, clip, state, player, media, onShown }: ClipPlayerProps) {
  const ref = useRef<HTMLVideoElement & HTMLAudioElement>(null)
  const assetId = clip?.media.kind === 'asset' ? clip.media.media.assetId : undefined
  const isShown = useAttachedAsset(ref, assetId, { media, player })

  useEffect(() => onShown?.(isShown), [onShown, isShown])

  useEffect(() => {
    const element = ref.current
    if (element === null || clip === undefined || !isShown) return
    const wantedS = clip.sourceStartS + state.atS - clip.startS
    const playing = state.kind === 'playing'
    // While paused the newest place counts: a seek under way is replaced, or the picture would stay at the one before.
    const waits = playing && element.seeking
    if (Math.abs(element.currentTime - wantedS) > (playing ? driftS : 0.01) && !waits) element.currentTime = wantedS
    if (playing && element.paused) element.play().catch(() => undefined)
    if (!playing && !element.paused) element.pause()
  }, [clip, state, isShown])

  return <Element ref={ref} data-testid={testId} data-asset-id={assetId} hidden={!isShown} playsInline preload="auto" />
}
