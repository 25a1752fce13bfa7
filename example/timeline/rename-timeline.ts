import type { TimelineDocument } from './timeline-document.ts'

export function renameTimeline(timeline: TimelineDocument, name: string): TimelineDocument {
  return timeline.name === name ? timeline : { ...timeline, name }
}
