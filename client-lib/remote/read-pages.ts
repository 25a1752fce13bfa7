import { listProjects } from '#contract/calls.ts'
import type { Clock } from '../runtime/clock.ts'
import type { LocalStore } from '../storage/local-store.ts'
import type { ApiClient } from '../transport/api-client.ts'
import { isMadeAnew } from './is-newer.ts'
import { keepPage, type ListingChange } from './keep-page.ts'

export interface ListingPages {
  readonly api: ApiClient
  readonly store: LocalStore
  readonly clock: Clock
  readonly onListed: (change: ListingChange) => void
  /** The cloud has a project no more; told before that is forgotten, or another one listed under its id. */
  readonly onGone: (projectId: string) => Promise<void>
  readonly signal: AbortSignal
}

/** What a listing held, and the token that goes on from it. */
interface ReadToEnd {
  readonly projectIds: ReadonlySet<string>
  readonly nextSince: string
}

/**
 * Reads a listing page by page to its end and keeps each; without `since`, the whole list.
 *
 * @param keeping whether the next round shall go on from here
 * @returns undefined where the server ended it without a token
 */
export async function readPages(
  { api, store, onListed, onGone, signal }: ListingPages,
  since: string | undefined,
  keeping: 'with-token' | 'rows-alone',
): Promise<ReadToEnd | undefined> {
  const projectIds = new Set<string>()
  let query: { cursor?: string; since?: string } = since === undefined ? {} : { since }
  for (;;) {
    const reply = await api.call(listProjects, { params: {}, query, signal })
    const { projects, cursor, nextSince } = reply.body
    const known = await Promise.all(projects.map(({ id }) => store.get('listing', id)))
    for (const [at, summary] of projects.entries()) {
      projectIds.add(summary.id)
      const before = known[at]?.summary
      if (before && isMadeAnew(summary, before)) await onGone(summary.id)
    }
    const token = keeping === 'with-token' ? nextSince : undefined
    for (const change of await keepPage(store, projects, token)) onListed(change)
    if (cursor === undefined) return nextSince === undefined ? undefined : { projectIds, nextSince }
    query = since === undefined ? { cursor } : { cursor, since }
  }
}
