import { versionId } from '../versions/version-id.ts'
import type { SweptProject, SweptVersion } from './account-rows.ts'

/** The table's stream tells nothing that is older. */
const streamMs = 24 * 60 * 60 * 1000

/**
 * Whether the history has come to the version in force: until then one before it may be on its way, and list what
 * neither the row nor any other version does.
 */
export function isHistoryWhole(project: SweptProject, versions: readonly SweptVersion[], nowMs: number): boolean {
  const inForce = versionId(project.version)
  return nowMs - project.updatedAtMs > streamMs || versions.some(({ id }) => id === inForce)
}
