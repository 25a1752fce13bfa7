import type * as v from 'valibot'
import { limits } from '#contract/limits.ts'
import type { ListProjectsQuery, ListProjectsReply, ProjectSummary } from '#contract/projects.ts'
import type { Clock } from '../clock/clock.ts'
import { readCursor, readSince, writeToken } from './list-token.ts'
import type { ProjectSummaryRow } from './project-row.ts'
import type { ListPosition, ListSelection, ProjectStore } from './project-store.ts'

/** Clocks of functions differ: a change may carry a time a little before the listing it came too late for. */
const overlapMs = 2 * 60 * 1000

interface Listing {
  readonly startedAtMs: number
  readonly fromMs?: number
  readonly after?: ListPosition
}

/**
 * One page of the caller's projects, or of what changed among them.
 *
 * @throws ApiFailure `invalid-request` for a cursor or `since` that was not given to this caller
 */
export async function listProjects(
  ports: { readonly projects: ProjectStore; readonly clock: Clock },
  userId: string,
  query: v.InferOutput<typeof ListProjectsQuery>,
): Promise<ListProjectsReply> {
  const { startedAtMs, fromMs, after } = listingOf(query, userId, ports.clock.nowMs())
  const selection: ListSelection = fromMs === undefined ? { kind: 'live' } : { kind: 'changed', fromMs }
  const page = await ports.projects.list(userId, selection, query.limit ?? limits.projectsPerPage, after)
  const projects = page.rows.map(summaryOf)
  if (page.next === undefined) {
    return { projects, nextSince: writeToken({ v: 1, kind: 'since', user: userId, atMs: startedAtMs }) }
  }
  const from = fromMs === undefined ? {} : { fromMs }
  return {
    projects,
    cursor: writeToken({ v: 1, kind: 'cursor', user: userId, startedAtMs, ...from, after: page.next }),
  }
}

function listingOf(query: v.InferOutput<typeof ListProjectsQuery>, userId: string, nowMs: number): Listing {
  if (query.cursor !== undefined) {
    const { startedAtMs, fromMs, after } = readCursor(query.cursor, userId)
    return { startedAtMs, ...(fromMs === undefined ? {} : { fromMs }), after }
  }
  if (query.since === undefined) return { startedAtMs: nowMs }
  return { startedAtMs: nowMs, fromMs: Math.max(0, readSince(query.since, userId).atMs - overlapMs) }
}

function summaryOf(row: ProjectSummaryRow): ProjectSummary {
  const { id, name, version, mediaRev, createdAtMs, updatedAtMs, deletedAtMs, deviceName } = row
  if (deletedAtMs !== undefined) return { state: 'deleted', id, version, updatedAtMs, deletedAtMs }
  const device = deviceName === undefined ? {} : { deviceName }
  return { state: 'live', id, name, version, mediaRev, createdAtMs, updatedAtMs, ...device }
}
