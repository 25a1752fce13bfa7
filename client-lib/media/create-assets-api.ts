import { safeMediaType } from '#contract/safe-media-type.ts'
import type { MediaStore } from '../media-store/media-store.ts'
import type { AddingAssets } from './adding/adding-assets.ts'
import type { AssetAnnouncer } from './asset-announcer.ts'
import type { AssetBook } from './asset-book.ts'
import type { AssetRow } from './asset-row.ts'
import type { AssetsApi, AssetView } from './assets-api.ts'
import type { CloudListing } from './cloud-listing.ts'
import type { Downloads } from './downloads/downloads.ts'
import type { MediaUses } from './room/media-uses.ts'

export interface AssetsApiParts {
  readonly book: AssetBook
  readonly mediaStore: MediaStore
  readonly adding: AddingAssets
  readonly downloads: Downloads
  readonly listing: CloudListing
  readonly uses: MediaUses
  readonly announcer: AssetAnnouncer
  readonly controls: Pick<AssetsApi, 'retry' | 'pause' | 'resume' | 'cancel'>
  readonly viewOf: (row: AssetRow) => AssetView
  /** A row was written by this tab. */
  readonly onRowChange: (row: AssetRow) => void
}

/** Another tab may make room between the fetching and the reading. */
const fetchesOfOneOpen = 2

/** What the app sees of its media. */
export function createAssetsApi(parts: AssetsApiParts): AssetsApi {
  const { book, adding, controls, downloads, listing, uses, viewOf } = parts
  return {
    async add(projectId, file, options) {
      await book.load()
      const row = await adding.add(projectId, file, options)
      uses.note(row.mediaKey)
      parts.onRowChange(row)
      return viewOf(row)
    },
    async list(projectId) {
      await book.load()
      await listing.known(projectId)
      const rows = book.rows().filter((row) => row.projectId === projectId)
      const known = new Set(rows.map((row) => row.assetId))
      const preparing = adding.views().filter((view) => view.projectId === projectId && !known.has(view.assetId))
      const views = [...rows.map(viewOf), ...preparing]
      for (const view of views) parts.announcer.shown(view)
      return views
    },
    async open(projectId, assetId, options) {
      await book.load()
      let row = book.get(projectId, assetId)
      for (let fetches = 0; ; fetches += 1) {
        const copy = await copyOf(row, parts.mediaStore)
        if (copy) uses.note(copy.mediaKey)
        if (copy || fetches === fetchesOfOneOpen) return copy?.file
        row = await downloads.fetch({ projectId, assetId }, options?.signal)
        if (!row) return undefined
      }
    },
    async url(projectId, assetId, options) {
      await book.load()
      const row = book.get(projectId, assetId)
      // What this device does not give now, for whatever reason, plays from the cloud.
      const here = await copyOf(row, parts.mediaStore).catch((error: unknown) => {
        if (!row || !viewOf(row).inTheCloud) throw error
      })
      if (here) {
        const letGo = uses.hold(here.mediaKey)
        const url = URL.createObjectURL(here.file)
        const release = () => {
          URL.revokeObjectURL(url)
          letGo()
        }
        return { from: 'device', url, release }
      }
      const offer = await downloads.offer({ projectId, assetId }, options?.signal)
      if (offer) return { from: 'cloud', url: offer.url, expiresAtMs: offer.expiresAtMs, release: () => undefined }
      // Whoever waits for it is told once it is there, whether or not the app lists the project's files.
      void listing.known(projectId)
      return undefined
    },
    async keepOffline(projectId, assetId, isKept) {
      await book.load()
      await adding.settled(assetId)
      const here = book.get(projectId, assetId) ?? (await downloads.fetch({ projectId, assetId }, undefined))
      if (!here) return
      const row = await book.change(projectId, assetId, (stored = here) => {
        const { keepOffline: _, ...file } = stored
        return isKept ? { ...file, keepOffline: true } : file
      })
      parts.onRowChange(row)
      if (isKept && !(await copyOf(row, parts.mediaStore))) await downloads.fetch({ projectId, assetId }, undefined)
    },
    retry: (assetId) => controls.retry(assetId),
    pause: (assetId) => controls.pause(assetId),
    resume: (assetId) => controls.resume(assetId),
    cancel: (assetId, options) => controls.cancel(assetId, options),
    subscribe: (listener) => parts.announcer.subscribe(listener),
  }
}

/** The kept bytes under the asset's own name and type; undefined where they are not, or no longer, here. */
async function copyOf(row: AssetRow | undefined, mediaStore: MediaStore) {
  if (row?.mediaKey === undefined) return undefined
  const { mediaKey, sizeBytes, fileName, mime } = row
  const kept = await mediaStore.open(mediaKey)
  if (kept?.size !== sizeBytes) return undefined
  return { mediaKey, file: new File([kept], fileName, { type: safeMediaType(mime) }) }
}
