import type { ProjectSummary } from '#contract/projects.ts'

/** Deltas overlap: what was seen already comes again, and an older page never replaces a newer one. */
export function isNewer(summary: ProjectSummary, known: ProjectSummary | undefined): boolean {
  if (!known) return true
  if (isMadeAnew(summary, known)) return true
  if (isMadeAnew(known, summary)) return false
  if (summary.version !== known.version) return summary.version > known.version
  if (known.state === 'deleted') return false
  // An erased account takes its projects away as they were, without a version more.
  return summary.state === 'deleted' || summary.mediaRev > known.mediaRev
}

/** Twice what clocks and a function's life come to; an erased account's id may be free again within minutes. */
const apartMs = 5 * 60 * 1000

/** Once a tombstone is forgotten, a project of that id begins again at version 1. */
export function isMadeAnew(summary: ProjectSummary, known: ProjectSummary): boolean {
  if (summary.state !== 'live') return false
  return summary.createdAtMs > (known.state === 'live' ? known.createdAtMs : known.deletedAtMs) + apartMs
}
