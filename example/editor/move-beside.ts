import type { JsonValue } from '../timeline/json/json-value.ts'
import { moveClip } from '../timeline/move-clip.ts'
import { trackBeside } from '../timeline/shown-tracks.ts'
import { outlineOf } from '../timeline/timeline-outline.ts'
import { type ItemAddress, itemsOf } from '../timeline/track-items.ts'
import type { EditorSession } from './editor-session.ts'

/**
 * Moves a clip to the next track above or below, at its own time, and leaves it selected: the keyboard's way.
 *
 * @returns false, and nothing is changed, where there is no such track
 */
export function moveBeside(session: EditorSession, at: ItemAddress, step: -1 | 1): boolean {
  const { timeline } = session.get().content
  const outline = outlineOf(timeline)
  const clip = outline.tracks.find((track) => track.trackIndex === at.trackIndex)?.items[at.itemIndex]
  const track = trackBeside(outline, at.trackIndex, step)
  if (clip === undefined || track === undefined) return false
  const { trackIndex } = track
  const move = (document: typeof timeline) => moveClip(document, at, { trackIndex, startS: clip.startS })
  const item = itemsOf(timeline, at.trackIndex)[at.itemIndex] as JsonValue
  const itemIndex = itemsOf(move(timeline), trackIndex).indexOf(item)
  session.dispatch({ kind: 'edited', edit: move, select: { trackIndex, itemIndex } })
  return true
}
