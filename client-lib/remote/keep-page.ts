import type { ProjectSummary } from '#contract/projects.ts'
import type { Change, LocalStore, RowKey } from '../storage/local-store.ts'
import { putOnDevice } from '../storage/put-on-device.ts'
import { isNewer } from './is-newer.ts'

export interface ListingChange {
  readonly projectId: string
  readonly mediaChanged: boolean
}

/**
 * Keeps what a page tells anew, in one transaction.
 *
 * @param nextSince kept beside it, where given
 */
export function keepPage(
  store: LocalStore,
  projects: readonly ProjectSummary[],
  nextSince: string | undefined,
): Promise<ListingChange[]> {
  const keys = projects.map(({ id }): RowKey => ['listing', id])
  return store.transact(keys, (rows) => {
    const newer = projects.flatMap((summary) => {
      const known = rows.get('listing', summary.id)?.summary
      return isNewer(summary, known) ? [{ summary, known }] : []
    })
    const changes = newer.map(
      ({ summary }): Change => ({ put: 'listing', key: summary.id, row: { schemaVersion: 1, summary } }),
    )
    if (nextSince !== undefined) changes.push(putOnDevice({ kind: 'since', token: nextSince }))
    return {
      changes,
      result: newer.map(({ summary, known }) => ({
        projectId: summary.id,
        mediaChanged: mediaRev(summary) > mediaRev(known),
      })),
    }
  })
}

function mediaRev(summary: ProjectSummary | undefined): number {
  return summary?.state === 'live' ? summary.mediaRev : 0
}
