import type { ListProjectsReply, ProjectSummary } from '#contract/projects.ts'
import type { Change, LocalStore, RowKey } from '../storage/local-store.ts'
import type { ApiClient } from '../transport/api-client.ts'
import { ApiFailure } from '../transport/api-failure.ts'

export interface ListingChange {
  readonly projectId: string
  readonly mediaChanged: boolean
}

/** Asks what changed since the last listing, keeps it, and tells which projects' entries are new or newer, page by page. */
export async function readListing(
  api: ApiClient,
  store: LocalStore,
  onListed: (change: ListingChange) => void,
  signal: AbortSignal,
): Promise<void> {
  const pages = { api, store, onListed, signal }
  const row = await store.get('device', 'since')
  const since = row?.kind === 'since' ? row.token : undefined
  try {
    return await readPages(pages, since)
  } catch (error) {
    if (since === undefined || !(error instanceof ApiFailure) || error.code !== 'invalid-request') throw error
    // The server does not take its token any more: the whole list is asked for.
    return readPages(pages, undefined)
  }
}

interface Pages {
  readonly api: ApiClient
  readonly store: LocalStore
  readonly onListed: (change: ListingChange) => void
  readonly signal: AbortSignal
}

async function readPages({ api, store, onListed, signal }: Pages, since: string | undefined): Promise<void> {
  let query: { cursor?: string; since?: string } = since === undefined ? {} : { since }
  for (;;) {
    const reply = await api.call('listProjects', { params: {}, query, signal })
    if (reply.kind !== 'ok') return
    for (const change of await keepPage(store, reply.body)) onListed(change)
    if (reply.body.cursor === undefined) return
    query = since === undefined ? { cursor: reply.body.cursor } : { cursor: reply.body.cursor, since }
  }
}

function keepPage(store: LocalStore, { projects, nextSince }: ListProjectsReply): Promise<ListingChange[]> {
  const keys = projects.map(({ id }): RowKey => ['listing', id])
  return store.transact(keys, (rows) => {
    const newer = projects.flatMap((summary) => {
      const known = rows.get('listing', summary.id)?.summary
      return isNewer(summary, known) ? [{ summary, known }] : []
    })
    const changes = newer.map(
      ({ summary }): Change => ({ put: 'listing', key: summary.id, row: { schemaVersion: 1, summary } }),
    )
    if (nextSince !== undefined)
      changes.push({ put: 'device', key: 'since', row: { schemaVersion: 1, kind: 'since', token: nextSince } })
    return {
      changes,
      result: newer.map(({ summary, known }) => ({
        projectId: summary.id,
        mediaChanged: mediaRev(summary) > mediaRev(known),
      })),
    }
  })
}

/** Deltas overlap: what was seen already comes again, and an older page never replaces a newer one. */
function isNewer(summary: ProjectSummary, known: ProjectSummary | undefined): boolean {
  if (!known) return true
  if (summary.version !== known.version) return summary.version > known.version
  return mediaRev(summary) > mediaRev(known)
}

function mediaRev(summary: ProjectSummary | undefined): number {
  return summary?.state === 'live' ? summary.mediaRev : 0
}
