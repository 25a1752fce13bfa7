import type { VersionSummary } from '#contract/versions.ts'
import type { VersionSummaryRow } from './version-row.ts'

/** What is told of a version, its document aside. */
export function versionSummary(row: VersionSummaryRow): VersionSummary {
  const { id, version, kept, label, name, deviceName, madeAtMs, deletedAtMs, expiresAtMs } = row
  return {
    ...{ id, version, kept, name, madeAtMs, expiresAtMs },
    ...(label === undefined ? {} : { label }),
    ...(deviceName === undefined ? {} : { deviceName }),
    ...(deletedAtMs === undefined ? {} : { deletedAtMs }),
  }
}
