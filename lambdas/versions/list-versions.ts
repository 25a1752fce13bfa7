import * as limits from '#contract/limits.ts'
import type { ListVersionsQuery } from '#contract/version-requests.ts'
import type { ListVersionsReply } from '#contract/versions.ts'
import type { Clock } from '../clock/clock.ts'
import { ApiFailure } from '../errors/api-failure.ts'
import type { ProjectStore } from '../projects/project-store.ts'
import { readVersionCursor, writeVersionCursor } from './version-cursor.ts'
import type { ProjectPlace } from './version-row.ts'
import type { VersionStore } from './version-store.ts'
import { versionSummary } from './version-summary.ts'

export interface ListVersionsPorts {
  readonly versions: VersionStore
  readonly projects: Pick<ProjectStore, 'get'>
  readonly clock: Clock
}

/**
 * One page of a project's history, also of a project that was deleted since; two reads.
 *
 * @throws ApiFailure `project-not-found`, or `invalid-request` for a cursor that was not given for this history
 */
export async function listVersions(
  { versions, projects, clock }: ListVersionsPorts,
  place: ProjectPlace,
  { limit = limits.versionsPerPage, cursor }: ListVersionsQuery,
): Promise<ListVersionsReply> {
  const after = cursor === undefined ? undefined : readVersionCursor(cursor, place)
  const [{ rows, next }, project] = await Promise.all([
    versions.list(place, limit, clock.nowMs(), after),
    projects.get(place.userId, place.projectId),
  ])
  // Only its row tells an old project, whose history has expired, from an unknown one, and what is purged from either.
  if (project === undefined) throw new ApiFailure('project-not-found')
  const more = next === undefined ? {} : { cursor: writeVersionCursor(place, next) }
  return { versions: rows.map(versionSummary), ...more }
}
