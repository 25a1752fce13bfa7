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
  readonly projects: ProjectStore
  readonly clock: Clock
}

/**
 * One page of a project's history, also of a project that was deleted since; one read, and one more where it is empty.
 *
 * @throws ApiFailure `project-not-found`, or `invalid-request` for a cursor that was not given for this history
 */
export async function listVersions(
  { versions, projects, clock }: ListVersionsPorts,
  place: ProjectPlace,
  { limit = limits.versionsPerPage, cursor }: ListVersionsQuery,
): Promise<ListVersionsReply> {
  const after = cursor === undefined ? undefined : readVersionCursor(cursor, place)
  const { rows, next } = await versions.list(place, limit, clock.nowMs(), after)
  const isEmpty = rows.length === 0 && next === undefined && after === undefined
  // All of an old project's history may have expired; only its row tells it from an unknown one.
  if (isEmpty && (await projects.get(place.userId, place.projectId)) === undefined) {
    throw new ApiFailure('project-not-found')
  }
  const more = next === undefined ? {} : { cursor: writeVersionCursor(place, next) }
  return { versions: rows.map(versionSummary), ...more }
}
