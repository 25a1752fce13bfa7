import type { ProjectListing } from 'reelsync'
import { mediaBin } from '../timeline/media-bin.ts'
import { parseTimeline } from '../timeline/timeline-document.ts'
import { outlineOf } from '../timeline/timeline-outline.ts'
import type { StoredProject } from './stored-project.ts'

/** One project as the library shows it. */
export interface LibraryEntry {
  readonly id: string
  readonly name: string
  readonly updatedAtMs: number
  readonly place: 'this-device' | 'both' | 'cloud'
  /** Undefined for what is not on this device. */
  readonly clipCount: number | undefined
  readonly durationS: number | undefined
  /** Whose picture stands for the project. */
  readonly coverAssetId: string | undefined
}

/**
 * What this device has and what the cloud lists, merged, newest first. What is here and not listed is being deleted.
 * @param listed undefined where nothing could be listed
 */
export function libraryEntries(
  stored: readonly StoredProject[],
  listed: readonly ProjectListing[] | undefined,
): readonly LibraryEntry[] {
  const listings = new Map(listed?.map((listing) => [listing.id, listing]))
  const kept = listed ? stored.filter(({ id }) => listings.has(id)) : stored
  const here = kept.map((project) => entryOf(project, (listings.get(project.id)?.version ?? 0) > 0))
  const known = new Set(stored.map(({ id }) => id))
  const away = [...listings.values()].filter(({ id }) => !known.has(id)).map(cloudEntry)
  return [...here, ...away].sort((a, b) => b.updatedAtMs - a.updatedAtMs)
}

function cloudEntry({ id, name, updatedAtMs }: ProjectListing): LibraryEntry {
  return { id, name, updatedAtMs, place: 'cloud', clipCount: undefined, durationS: undefined, coverAssetId: undefined }
}

function entryOf({ id, name, updatedAtMs, document }: StoredProject, inTheCloud: boolean): LibraryEntry {
  return { id, name, updatedAtMs, place: inTheCloud ? 'both' : 'this-device', ...factsOf(document) }
}

function factsOf(document: string): Pick<LibraryEntry, 'clipCount' | 'durationS' | 'coverAssetId'> {
  try {
    const timeline = parseTimeline(document)
    const { clipCount, durationS } = outlineOf(timeline)
    const cover = mediaBin(timeline).find(({ kind }) => kind === 'video' || kind === 'image')
    return { clipCount, durationS, coverAssetId: cover?.assetId }
  } catch {
    return { clipCount: undefined, durationS: undefined, coverAssetId: undefined }
  }
}
