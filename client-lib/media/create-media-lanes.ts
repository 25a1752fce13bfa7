import type { Ingest } from '../hashing/ingest.ts'
import type { HandleRecord } from '../media-store/in-place/handle-record.ts'
import { AddingAssets } from './adding/adding-assets.ts'
import { removeLeftovers } from './adding/remove-leftovers.ts'
import { underMediaKey } from './adding/under-media-key.ts'
import { AssetAnnouncer } from './asset-announcer.ts'
import { AssetBook } from './asset-book.ts'
import { type AddedAssetRow, type AssetRow, assetRowKey, isAddedHere, isBeingCancelled } from './asset-row.ts'
import { assetView } from './asset-view.ts'
import type { AssetsApi, AssetView } from './assets-api.ts'
import { CloudListing } from './cloud-listing.ts'
import { attachFiles } from './copies/attach-files.ts'
import { copyFiles, type ProjectCopy } from './copies/copy-files.ts'
import { createAssetsApi } from './create-assets-api.ts'
import { Downloads } from './downloads/downloads.ts'
import { Waits } from './downloads/waits.ts'
import type { MediaLanes, MediaSummary } from './media-lanes.ts'
import type { MediaPorts } from './media-ports.ts'
import { noteMissingBytes } from './missing-bytes.ts'
import { MediaRoom } from './room/media-room.ts'
import { MediaUses } from './room/media-uses.ts'
import { SummaryDesk } from './summary-desk.ts'
import { afterRestart } from './uploads/after-restart.ts'
import { sendFetched } from './uploads/send-fetched.ts'
import { UploadControls } from './uploads/upload-controls.ts'
import { UploadLane } from './uploads/upload-lane.ts'

/** Puts the media side together. Does nothing until it is started or asked. */
export function createMediaLanes(ports: MediaPorts): MediaLanes {
  return new AssembledMediaLanes(ports)
}

class AssembledMediaLanes implements MediaLanes {
  readonly assets: AssetsApi
  readonly #ports: MediaPorts
  readonly #book: AssetBook
  readonly #announcer: AssetAnnouncer
  readonly #adding: AddingAssets
  readonly #uploads: UploadLane
  readonly #controls: UploadControls
  readonly #downloads: Downloads
  readonly #listing: CloudListing
  readonly #waits: Waits
  readonly #summary: SummaryDesk
  #sweep = new AbortController()
  #fetched: Promise<void> = Promise.resolve()
  /** Aborted as this tab leads no more. */
  #leading = new AbortController()
  #closed = false
  #isTelling = false

  constructor(ports: MediaPorts) {
    this.#ports = ports
    this.#book = new AssetBook(ports.store, ports.onRowsWritten)
    const book = this.#book
    const onChange = () => {
      if (this.#isTelling) return
      this.#isTelling = true
      // Once for all the changes of this turn: thousands of files are looked at in one.
      queueMicrotask(() => {
        this.#isTelling = false
        if (!this.#closed) ports.onChange()
      })
    }
    this.#waits = new Waits(ports.retries)
    this.#announcer = new AssetAnnouncer(ports.clock, onChange)
    const uses = new MediaUses(ports)
    const room = new MediaRoom({ ...ports, book, uses, onEvicted: (row) => this.#announce(row) })
    const ingest: Ingest = {
      ingest: (request) => {
        const keptBytes = request.key === undefined ? 0 : request.file.size
        return room.use(keptBytes, () => ports.ingest.ingest(request))
      },
      close: () => ports.ingest.close(),
    }
    this.#adding = new AddingAssets({ ...ports, book, ingest }, (view) => this.#announcer.announce(view), onChange)
    this.#uploads = new UploadLane(
      { ...ports, store: ports.leaderStore, onRowWritten: book.wrote.bind(book) },
      {
        onChange: (row) => this.#announce(row),
        onTrouble: (detail) => this.#summary.onTrouble(detail),
        isPaused: (row) => this.#controls.isPaused(row),
        onForget: (row) => void this.#forget(row).catch((error) => this.#summary.onTrouble(String(error))),
      },
      ports.uploadPolicy,
    )
    const viewOf = (row: AssetRow) => this.#viewOf(row)
    this.#summary = new SummaryDesk({ book, adding: this.#adding, uploads: this.#uploads, viewOf, onChange })
    this.#downloads = new Downloads({ ...ports, book, room, uses, waits: this.#waits }, (projectId, assetId) => {
      const row = book.get(projectId, assetId)
      if (row) this.#announce(row)
    })
    const beforeAsking = this.beforeAsking.bind(this)
    this.#listing = new CloudListing({ ...ports, book, beforeAsking }, (rows) => {
      for (const row of rows) this.#announce(row)
    })
    this.#controls = new UploadControls({ ...ports, book, settle: () => this.refresh() })
    this.assets = createAssetsApi({
      book,
      controls: this.#controls,
      mediaStore: ports.mediaStore,
      adding: this.#adding,
      downloads: this.#downloads,
      listing: this.#listing,
      uses,
      announcer: this.#announcer,
      viewOf,
      onRowChange: (row) => this.#onRowChange(row),
    })
  }

  async start(): Promise<void> {
    this.#uploads.start()
    if (this.#leading.signal.aborted) this.#leading = new AbortController()
    // Not what was read before: the tab that led until now has written since.
    await Promise.all([this.#book.reload(), this.#controls.read()])
    await noteMissingBytes({ ...this.#ports, book: this.#book })
    await this.#uploads.takeUp(this.#book.rows().filter(isAddedHere).map(afterRestart))
    this.#sendFetched()
    await this.#removeLeftovers()
  }

  async stop(): Promise<void> {
    this.#sweep.abort()
    this.#leading.abort()
    await Promise.all([this.#uploads.stop(), this.#fetched])
    if (!this.#closed) await this.refresh()
  }

  wake(): void {
    this.#uploads.wake()
    this.#waits.endAll()
    // A store that does not answer now is asked again at the next wake.
    this.refresh().catch(() => {})
  }

  async refresh(keys?: readonly string[]): Promise<void> {
    let [rows] = await Promise.all([this.#book.reread(keys), keys ?? this.#controls.read()])
    if (this.#closed) return
    if (await this.#uploads.takeUp(rows.filter(isAddedHere))) rows = await this.#book.reread(keys)
    this.#sendFetched()
    for (const row of rows) this.#announce(row)
  }

  projectReached(projectId: string): void {
    this.#listing.exists(projectId)
    this.#uploads.projectReached(projectId)
  }

  mediaChanged(projectId: string): void {
    if (this.#listing.isWatched(projectId)) void this.#listing.refresh(projectId)
  }

  beforeAsking(projectId: string): (missing: readonly string[]) => Promise<void> {
    const { isRead } = this.#book
    const rows = this.#book.rows().filter((row) => row.projectId === projectId && this.#viewOf(row).inTheCloud)
    // What becomes stored while the answer is on its way is not in it.
    const stored = new Set(rows.map(({ assetId }) => assetId))
    return async (missing) => {
      const news = missing.filter((assetId) => !isRead || stored.has(assetId))
      if (await this.#book.markMissing(projectId, news)) await this.refresh()
    }
  }

  async copyFiles(copy: ProjectCopy): Promise<void> {
    await copyFiles(this.#ports.store, copy)
    await this.refresh()
  }

  async attachFiles(copy: ProjectCopy, signal: AbortSignal): Promise<boolean> {
    // A sync without media may have made the copy.
    await this.copyFiles(copy)
    const takeMissing = this.beforeAsking(copy.to)
    await takeMissing(await attachFiles(this.#ports, copy, signal))
    return true
  }

  async takeOver(row: AddedAssetRow, { handle, sizeBytes, modifiedMs }: HandleRecord): Promise<void> {
    const { locks, mediaStore } = this.#ports
    const { projectId, assetId, mediaKey } = row
    const taken = await underMediaKey(locks, mediaKey, this.#leading.signal, async () => {
      await mediaStore.keepInPlace?.(mediaKey, handle, { size: sizeBytes, lastModified: modifiedMs })
      return this.#book.change<AssetRow>(projectId, assetId, (stored) => stored ?? row)
    })
    this.#onRowChange(taken)
  }

  summary(): MediaSummary {
    return this.#summary.summary()
  }

  rows(): readonly AssetRow[] | undefined {
    return this.#book.isRead ? this.#book.rows() : undefined
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    const added = this.#adding.close()
    this.#listing.close()
    this.#announcer.close()
    this.#ports.ingest.close()
    await Promise.all([added, this.#downloads.close(), this.stop()])
  }

  #viewOf(row: AssetRow): AssetView {
    const { projectId, assetId } = row
    const doneBytes = this.#downloads.doneBytes(projectId, assetId)
    return assetView(row, {
      isPaused: isAddedHere(row) && this.#controls.isPaused(row),
      upload: this.#uploads.runner(assetRowKey(projectId, assetId)),
      hold: this.#uploads.hold,
      download: doneBytes === undefined ? undefined : { phase: 'downloading', doneBytes },
    })
  }

  #onRowChange(row: AssetRow): void {
    if (isAddedHere(row)) void this.#uploads.takeUp([row])
    this.#announce(row)
  }

  #sendFetched(): void {
    if (!this.#uploads.isRunning) return
    const { signal } = this.#leading
    const send = () => sendFetched({ ...this.#ports, book: this.#book }, signal, (row) => this.#onRowChange(row))
    // What a store fails to give now is asked for again with the next reading of the rows.
    this.#fetched = this.#fetched.then(send).catch(() => {})
  }

  /** The row first: bytes without one are removed at the next start, if not now. */
  async #forget(row: AddedAssetRow): Promise<void> {
    const { projectId, assetId } = row
    if (!(await this.#book.remove(projectId, assetId, isBeingCancelled)) || this.#closed) return
    this.#announcer.announce({ ...this.#viewOf(row), onThisDevice: false, transfer: { phase: 'cancelled' } })
    await this.#removeLeftovers()
  }

  async #removeLeftovers(): Promise<void> {
    // Stopped while the rows were read: nobody would end the wait for their locks.
    if (!this.#uploads.isRunning) return
    this.#sweep.abort()
    this.#sweep = new AbortController()
    await removeLeftovers({ ...this.#ports, book: this.#book }, this.#sweep.signal)
  }

  #announce(row: AssetRow): void {
    if (!this.#closed) this.#announcer.announce(this.#viewOf(row))
  }
}
