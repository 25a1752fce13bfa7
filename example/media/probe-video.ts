import { drawPicture } from './draw-picture.ts'
import { mediaDuration } from './media-duration.ts'
import { mediaEvent } from './media-event.ts'
import type { Probe } from './probe-media.ts'

/** @throws Error the browser cannot decode it */
export async function probeVideo(url: string, signal: AbortSignal): Promise<Probe> {
  const video = document.createElement('video')
  video.muted = true
  video.preload = 'auto'
  const loaded = mediaEvent(video, 'loadeddata', signal)
  video.src = url
  try {
    await loaded
    const durationS = await mediaDuration(video, signal)
    const sought = mediaEvent(video, 'seeked', signal)
    video.currentTime = Math.min(durationS * 0.2, 5)
    await sought
    const picture = drawPicture(video, video.videoWidth, video.videoHeight)
    return { kind: video.videoWidth === 0 ? 'audio' : 'video', durationS, picture }
  } finally {
    video.removeAttribute('src')
    video.load()
  }
}
