import { createHash } from 'node:crypto'
import type * as v from 'valibot'
import { limits } from '#contract/limits.ts'
import type { ListProjectsQuery, ListProjectsReply, ProjectSummary } from '#contract/projects.ts'
import type { Clock } from '../clock/clock.ts'
import type { ConditionalRead } from './conditional-read.ts'
import { isKnown } from './known-etag.ts'
import { readCursor, readSince, writeToken } from './list-token.ts'
import type { ProjectSummaryRow } from './project-row.ts'
import type { ListPosition, ListSelection, ProjectPage, ProjectStore } from './project-store.ts'

/** Clocks of functions differ: a change may carry a time a little before the listing it came too late for. */
const overlapMs = 2 * 60 * 1000
const dayMs = 24 * 60 * 60 * 1000

interface Listing {
  readonly startedAtMs: number
  readonly fromMs?: number
  readonly after?: ListPosition
}

/**
 * One page of the caller's projects, or of what changed among them; one read.
 *
 * @param knownEtags the caller's `If-None-Match`
 * @throws ApiFailure `invalid-request` for a cursor or `since` that was not given to this caller
 */
export async function listProjects(
  ports: { readonly projects: ProjectStore; readonly clock: Clock },
  userId: string,
  query: v.InferOutput<typeof ListProjectsQuery>,
  knownEtags: string | undefined,
): Promise<ConditionalRead<ListProjectsReply>> {
  const listing = listingOf(query, userId, ports.clock.nowMs())
  const { fromMs, after } = listing
  const selection: ListSelection = fromMs === undefined ? { kind: 'live' } : { kind: 'changed', fromMs }
  const page = await ports.projects.list(userId, selection, query.limit ?? limits.projectsPerPage, after)
  const projects = page.rows.map(summaryOf)
  const etag = etagOf(userId, listing, projects, page)
  if (isKnown(knownEtags, etag)) return { kind: 'unchanged', etag }
  return { kind: 'found', etag, body: { projects, ...tokenOf(listing, userId, page) } }
}

/**
 * Weak: the tokens of a reply tell its time, and so are left out. An earlier reply of the same projects serves as well,
 * since its older tokens lead to no less; a day ends it, so that they never grow too old to be taken. The user is in
 * it because a shared browser's cache is not: another's tokens would be refused.
 */
function etagOf(userId: string, listing: Listing, projects: readonly ProjectSummary[], { next }: ProjectPage): string {
  const kind = listing.fromMs === undefined ? 'live' : 'changed'
  const said = JSON.stringify([userId, kind, Math.floor(listing.startedAtMs / dayMs), projects, next ?? null])
  return `W/"${createHash('sha256').update(said).digest('base64url')}"`
}

function tokenOf(listing: Listing, userId: string, { next }: ProjectPage): Omit<ListProjectsReply, 'projects'> {
  const { startedAtMs, fromMs } = listing
  if (next === undefined) return { nextSince: writeToken({ v: 1, kind: 'since', user: userId, atMs: startedAtMs }) }
  const from = fromMs === undefined ? {} : { fromMs }
  return { cursor: writeToken({ v: 1, kind: 'cursor', user: userId, startedAtMs, ...from, after: next }) }
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
