import type { ProjectRow } from '../projects/project-row.ts'
import type { Retention } from '../retention/retention.ts'
import { expiresAtMs } from './expires-at.ts'
import { versionId } from './version-id.ts'
import type { VersionRow } from './version-row.ts'

/** A project's row as its history keeps it: of one version always the same. */
export function historyVersion(row: ProjectRow, retention: Pick<Retention, 'historyDays'>): VersionRow {
  const { version, name, updatedAtMs, deviceName, deletedAtMs, document, assetIds } = row
  return {
    id: versionId(version),
    ...{ version, kept: 'history', name, document, assetIds },
    madeAtMs: updatedAtMs,
    expiresAtMs: expiresAtMs(updatedAtMs, retention),
    ...(deviceName === undefined ? {} : { deviceName }),
    ...(deletedAtMs === undefined ? {} : { deletedAtMs }),
  }
}
