import { parseTimeline } from '../../../example/timeline/timeline-document.ts'
import { type ClipOutline, outlineOf } from '../../../example/timeline/timeline-outline.ts'
import type { ProjectContent } from './project-content.ts'

/** An edit that a person made, and how to recognise it in any state of the project. */
export interface MadeEdit {
  readonly madeOn: 'A' | 'B'
  readonly what: string
  isIn(content: ProjectContent): boolean
}

export function renamedTo(madeOn: MadeEdit['madeOn'], name: string): MadeEdit {
  return { madeOn, what: `the name “${name}”`, isIn: (content) => content.name === name }
}

/** Clips that refer to this file; a second clip of it is an edit of its own. */
export function clipAdded(madeOn: MadeEdit['madeOn'], fileName: string, count = 1): MadeEdit {
  return {
    madeOn,
    what: `clip ${count} of ${fileName}`,
    isIn: (content) => clipsOf(content).filter((clip) => clip.name === fileName).length >= count,
  }
}

/** A clip of this file starts this many seconds into it. */
export function startTrimmed(madeOn: MadeEdit['madeOn'], fileName: string, startS: number): MadeEdit {
  return {
    madeOn,
    what: `the start of ${fileName} at ${startS} s`,
    isIn: (content) =>
      clipsOf(content).some((clip) => clip.name === fileName && Math.abs(clip.sourceStartS - startS) < 0.05),
  }
}

/**
 * The edits that are nowhere: neither in the project as it ended, nor in a side of a conflict that the user
 * gave up knowingly and that the history keeps.
 */
export function lostEdits(
  edits: readonly MadeEdit[],
  final: ProjectContent,
  keptSides: readonly ProjectContent[],
): readonly MadeEdit[] {
  return edits.filter((edit) => ![final, ...keptSides].some((content) => edit.isIn(content)))
}

function clipsOf(content: ProjectContent): readonly ClipOutline[] {
  const { tracks } = outlineOf(parseTimeline(content.document))
  return tracks.flatMap((track) => track.items).filter((item) => item.kind === 'clip')
}
