import type { TimelineOutline, TrackOutline } from './timeline-outline.ts'

/** The tracks from top to bottom: what covers the picture is above what it covers, and sound is below. */
export function shownTracks({ tracks }: TimelineOutline): readonly TrackOutline[] {
  return [...tracks.filter(({ kind }) => kind === 'Video').reverse(), ...tracks.filter(({ kind }) => kind === 'Audio')]
}

/** The track that is shown next above or below another. */
export function trackBeside(outline: TimelineOutline, trackIndex: number, step: -1 | 1): TrackOutline | undefined {
  const shown = shownTracks(outline)
  const at = shown.findIndex((track) => track.trackIndex === trackIndex)
  return at < 0 ? undefined : shown[at + step]
}
