import { mediaEvent } from './media-event.ts'

/** The length of a loaded media element, in seconds. A recording says Infinity until its end has been looked for. */
export async function mediaDuration(media: HTMLMediaElement, signal: AbortSignal): Promise<number> {
  if (Number.isFinite(media.duration)) return media.duration
  const sought = mediaEvent(media, 'durationchange', signal)
  media.currentTime = Number.MAX_SAFE_INTEGER
  await sought
  while (!Number.isFinite(media.duration)) await mediaEvent(media, 'durationchange', signal)
  return media.duration
}
