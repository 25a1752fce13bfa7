import type { VersionSummary } from '#contract/versions.ts'
import type { ProjectVersion } from './project-version.ts'

/** What an app is told of a version. */
export function versionView(summary: VersionSummary): ProjectVersion {
  const { id, version, kept, label, name, deviceName = '', madeAtMs, deletedAtMs, expiresAtMs } = summary
  const entry = { versionId: id, version, name, deviceName, madeAtMs, expiresAtMs }
  if (deletedAtMs !== undefined) return { ...entry, kind: 'deletion' }
  if (kept === 'named') return { ...entry, kind: kept, label: label ?? name }
  return { ...entry, kind: kept === 'history' ? 'saved' : kept }
}
