import type { ProjectVersion } from 'reelsync'

export type HistoryListing =
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'listed'; readonly versions: readonly ProjectVersion[]; readonly older: Older }

/** What there is beyond those that are shown. */
export type Older = 'none' | 'some' | 'asked-for'

/** As many of the next ones as asked for, and whether there may be more. */
export async function takeVersions(
  versions: AsyncIterator<ProjectVersion, void>,
  count: number,
): Promise<{ readonly versions: readonly ProjectVersion[]; readonly older: 'none' | 'some' }> {
  const taken: ProjectVersion[] = []
  while (taken.length < count) {
    const next = await versions.next()
    if (next.done) return { versions: taken, older: 'none' }
    taken.push(next.value)
  }
  return { versions: taken, older: 'some' }
}

/** With those that were asked for, at its end. */
export function withOlder(
  listing: HistoryListing,
  { versions, older }: { readonly versions: readonly ProjectVersion[]; readonly older: 'none' | 'some' },
): HistoryListing {
  if (listing.kind !== 'listed') return listing
  return { ...listing, versions: [...listing.versions, ...versions], older }
}

/** With one that was just named, first and once: named again it is the same entry. */
export function withNamed(listing: HistoryListing, named: ProjectVersion): HistoryListing {
  if (listing.kind !== 'listed') return listing
  const others = listing.versions.filter(({ versionId }) => versionId !== named.versionId)
  return { ...listing, versions: [named, ...others] }
}
