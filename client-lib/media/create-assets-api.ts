import { safeMediaType } from '#contract/safe-media-type.ts'
import type { MediaStore } from '../media-store/media-store.ts'
import type { AddingAssets } from './adding/adding-assets.ts'
import type { AssetAnnouncer } from './asset-announcer.ts'
import type { AssetBook } from './asset-book.ts'
import type { AssetRow } from './asset-row.ts'
import type { AssetsApi, AssetView } from './assets-api.ts'
import type { CloudListing } from './cloud-listing.ts'
import type { Downloads } from './downloads/downloads.ts'

export interface AssetsApiParts {
  readonly book: AssetBook
  readonly mediaStore: MediaStore
  readonly adding: AddingAssets
  readonly downloads: Downloads
  readonly listing: CloudListing
  readonly announcer: AssetAnnouncer
  readonly viewOf: (row: AssetRow) => AssetView
  /** A row was written by this tab. */
  readonly onRowChange: (row: AssetRow) => void
}

/** What the app sees of its media. */
export function createAssetsApi(parts: AssetsApiParts): AssetsApi {
  const { book, adding, downloads, listing, viewOf } = parts
  return {
    async add(projectId, file, options) {
      await book.load()
      const row = await adding.add(projectId, file, options)
      parts.onRowChange(row)
      return viewOf(row)
    },
    async list(projectId) {
      await book.load()
      await listing.known(projectId)
      const rows = book.rows().filter((row) => row.projectId === projectId)
      const known = new Set(rows.map((row) => row.assetId))
      const preparing = adding.views().filter((view) => view.projectId === projectId && !known.has(view.assetId))
      return [...rows.map(viewOf), ...preparing]
    },
    async open(projectId, assetId, options) {
      await book.load()
      const here = await fileOf(book.get(projectId, assetId), parts.mediaStore)
      if (here) return here
      const row = await downloads.fetch({ projectId, assetId }, options?.signal)
      return fileOf(row, parts.mediaStore)
    },
    async url(projectId, assetId, options) {
      await book.load()
      const here = await fileOf(book.get(projectId, assetId), parts.mediaStore)
      if (here) {
        const url = URL.createObjectURL(here)
        return { from: 'device', url, release: () => URL.revokeObjectURL(url) }
      }
      const offer = await downloads.offer({ projectId, assetId }, options?.signal)
      return offer && { from: 'cloud', url: offer.url, expiresAtMs: offer.expiresAtMs, release: () => undefined }
    },
    async retry(assetId) {
      await book.load()
      for (const blocked of book.rows()) {
        if (blocked.assetId !== assetId || blocked.origin !== 'added-here') continue
        const row = await book.change(blocked.projectId, assetId, (stored) => takenUp(stored ?? blocked))
        parts.onRowChange(row)
      }
    },
    subscribe: (listener) => parts.announcer.subscribe(listener),
  }
}

function takenUp(row: AssetRow): AssetRow {
  if (row.origin !== 'added-here' || row.upload.phase !== 'blocked') return row
  return { ...row, upload: { phase: 'open', acceptedBytes: row.upload.acceptedBytes } }
}

/** The kept bytes under the asset's own name and type; undefined where they are not, or no longer, here. */
async function fileOf(row: AssetRow | undefined, mediaStore: MediaStore): Promise<File | undefined> {
  if (row?.mediaKey === undefined) return undefined
  const kept = await mediaStore.open(row.mediaKey)
  return kept?.size === row.sizeBytes ? new File([kept], row.fileName, { type: safeMediaType(row.mime) }) : undefined
}
