import type { ClipOutline, TimelineOutline, TrackOutline } from '../timeline/timeline-outline.ts'

/** What is on stage at a moment: one picture, the topmost, and one sound a track. */
export interface ActiveClips {
  readonly picture: ClipOutline | undefined
  readonly sounds: readonly (ClipOutline | undefined)[]
}

export function activeClips(outline: TimelineOutline, atS: number): ActiveClips {
  const videoTracks = outline.tracks.filter(({ kind }) => kind === 'Video')
  const audioTracks = outline.tracks.filter(({ kind }) => kind === 'Audio')
  // A stack is composed from below: the last track lies on top.
  const picture = videoTracks.map((track) => clipAt(track, atS)).findLast((clip) => clip !== undefined)
  return { picture, sounds: audioTracks.map((track) => clipAt(track, atS)) }
}

function clipAt(track: TrackOutline, atS: number): ClipOutline | undefined {
  return track.items.find(
    (item): item is ClipOutline => item.kind === 'clip' && atS >= item.startS && atS < item.startS + item.durationS,
  )
}
