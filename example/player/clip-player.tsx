import { useEffect, useRef, useState } from 'react'
import type { MediaUrls } from '../media/media-urls.ts'
import type { ClipOutline } from '../timeline/timeline-outline.ts'
import type { Player, PlayerState } from './player.ts'

/** How far an element may be from the playhead before it is put right, in seconds. */
const driftS = 0.3

interface ClipPlayerProps {
  readonly element: 'video' | 'audio'
  readonly testId: string
  readonly clip: ClipOutline | undefined
  readonly state: PlayerState
  readonly player: Player
  readonly urls: MediaUrls
  /** Changes when the file may have arrived meanwhile. */
  readonly arrival: string
}

/** A media element that follows the playhead through the clip on stage. */
export function ClipPlayer({ element: Element, testId, clip, state, player, urls, arrival }: ClipPlayerProps) {
  const ref = useRef<HTMLVideoElement & HTMLAudioElement>(null)
  const assetId = clip?.media.kind === 'asset' ? clip.media.media.assetId : undefined
  const url = useMediaUrl(urls, assetId, arrival)

  useEffect(() => {
    const media = ref.current
    if (media === null || url === undefined) return
    media.src = url
    const leave = player.enter(media)
    return () => {
      leave()
      media.removeAttribute('src')
      media.load()
    }
  }, [url, player])

  useEffect(() => {
    const media = ref.current
    if (media === null || clip === undefined || url === undefined) return
    const wantedS = clip.sourceStartS + state.atS - clip.startS
    const playing = state.kind === 'playing'
    // While paused the newest place counts: a seek under way is replaced, or the picture would stay at the one before.
    const waits = playing && media.seeking
    if (Math.abs(media.currentTime - wantedS) > (playing ? driftS : 0.01) && !waits) media.currentTime = wantedS
    if (playing && media.paused) media.play().catch(() => undefined)
    if (!playing && !media.paused) media.pause()
  }, [clip, state, url])

  return (
    <Element
      ref={ref}
      data-testid={testId}
      data-asset-id={assetId}
      hidden={url === undefined}
      playsInline
      preload="auto"
    />
  )
}

export function useMediaUrl(urls: MediaUrls, assetId: string | undefined, arrival: string): string | undefined {
  const [url, setUrl] = useState<string>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: an arrival is a reason to ask again
  useEffect(() => {
    let current = true
    setUrl(undefined)
    if (assetId !== undefined) void urls.get(assetId).then((got) => current && setUrl(got))
    return () => {
      current = false
    }
  }, [urls, assetId, arrival])
  return url
}
