import type { ConflictSide } from 'reelsync'
import { parseTimeline } from '../timeline/timeline-document.ts'
import { outlineOf } from '../timeline/timeline-outline.ts'

export interface SideFacts {
  readonly name: string
  /** Undefined where the document is no timeline this editor can read. */
  readonly clipCount: number | undefined
  readonly durationS: number | undefined
}

/** What a person can tell the two sides of a conflict apart by. */
export function sideFacts({ project }: Pick<ConflictSide, 'project'>): SideFacts {
  try {
    const { clipCount, durationS } = outlineOf(parseTimeline(project.document))
    return { name: project.name, clipCount, durationS }
  } catch {
    return { name: project.name, clipCount: undefined, durationS: undefined }
  }
}
