import { type TimelineDocument, writeTimeline } from '../timeline/timeline-document.ts'

/** Hands the timeline to the browser as a download. */
export function exportOtio(name: string, timeline: TimelineDocument): void {
  const url = URL.createObjectURL(new Blob([writeTimeline(timeline)], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${name.replaceAll(/[\\/:*?"<>|]/g, '-')}.otio`
  link.click()
  // The download has taken the URL over once the click's task is done.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}
