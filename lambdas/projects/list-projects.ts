import { createHash } from 'node:crypto'
import type * as v from 'valibot'
import * as limits from '#contract/limits.ts'
import type { ListProjectsQuery } from '#contract/project-requests.ts'
import type { ListProjectsReply, ProjectSummary } from '#contract/projects.ts'
import type { Clock } from '../clock/clock.ts'
import type { Retention } from '../retention/retention.ts'
import type { ConditionalRead } from './conditional-read.ts'
import { isKnown } from './known-etag.ts'
import { writeToken } from './list-token.ts'
import { type Listing, listingOf } from './listing-of.ts'
import type { ProjectSummaryRow } from './project-row.ts'
import type { ListSelection, ProjectPage, ProjectStore } from './project-store.ts'

const dayMs = 24 * 60 * 60 * 1000

export interface ListProjectsPorts {
  readonly projects: ProjectStore
  readonly clock: Clock
  readonly retention: Pick<Retention, 'tombstoneDays'>
}

/**
 * One page of the caller's projects, or of what changed among them; one read.
 *
 * @param knownEtags the caller's `If-None-Match`
 * @throws ApiFailure `invalid-request` for a cursor or `since` that was not given to this caller, `cursor-expired` for an old one
 */
export async function listProjects(
  ports: ListProjectsPorts,
  userId: string,
  query: v.InferOutput<typeof ListProjectsQuery>,
  knownEtags: string | undefined,
): Promise<ConditionalRead<ListProjectsReply>> {
  const listing = listingOf(query, userId, ports.clock.nowMs(), ports.retention.tombstoneDays)
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
 * it for callers that keep replies of several users by address alone: another's tokens would be refused.
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

function summaryOf(row: ProjectSummaryRow): ProjectSummary {
  const { id, name, version, mediaRev, createdAtMs, updatedAtMs, deletedAtMs, deviceName } = row
  if (deletedAtMs !== undefined) return { state: 'deleted', id, version, updatedAtMs, deletedAtMs }
  const device = deviceName === undefined ? {} : { deviceName }
  return { state: 'live', id, name, version, mediaRev, createdAtMs, updatedAtMs, ...device }
}
