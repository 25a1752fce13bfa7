import { onceATurn } from '../runtime/once-a-turn.ts'
import { AddingAssets } from './adding/adding-assets.ts'
import { createSweep } from './adding/create-sweep.ts'
import { takeOver } from './adding/take-over.ts'
import { AssetAnnouncer } from './asset-announcer.ts'
import { AssetBook } from './asset-book.ts'
import { type AddedAssetRow, type AssetRow, assetRowKey, isAddedHere, isBeingCancelled } from './asset-row.ts'
import { assetView } from './asset-view.ts'
import type { AssetView } from './assets-api.ts'
import { CloudListing } from './cloud-listing.ts'
import { attachFiles } from './copies/attach-files.ts'
import { copyFiles, type ProjectCopy } from './copies/copy-files.ts'
import { createAssetsApi } from './create-assets-api.ts'
import { Downloads } from './downloads/downloads.ts'
import { createKeptOffline } from './downloads/kept-offline.ts'
import { Waits } from './downloads/waits.ts'
import type { MediaLanes } from './media-lanes.ts'
import type { MediaPorts } from './media-ports.ts'
import { noteMissingBytes } from './missing-bytes.ts'
import { ingestIntoRoom } from './room/ingest-into-room.ts'
import { MediaRoom } from './room/media-room.ts'
import { MediaUses } from './room/media-uses.ts'
import { SummaryDesk } from './summary-desk.ts'
import { takeLacking } from './take-lacking.ts'
import { afterRestart, noteTakenUp } from './uploads/after-restart.ts'
import { sendFetched } from './uploads/send-fetched.ts'
import { UploadControls } from './uploads/upload-controls.ts'
import { UploadLane } from './uploads/upload-lane.ts'

/** Puts the media side together. Does nothing until it is started or asked. */
export function createMediaLanes(ports: MediaPorts): MediaLanes {
  const book = new AssetBook(ports)
  const parts = { ...ports, book }
  let closed = false
  let fetched: Promise<void> = Promise.resolve()
  /** Aborted as this tab leads no more. */
  let leading = new AbortController()
  // Thousands of files are looked at in one turn.
  const onChange = onceATurn(() => closed || ports.onChange())
  const waits = new Waits(ports.retries)
  const announcer = new AssetAnnouncer(ports.clock, onChange)
  const uses = new MediaUses(ports)
  const sweep = createSweep({ ...parts, uses }, () => uploads.isRunning)
  const room = new MediaRoom({ ...parts, uses, onEvicted: announce })
  const ingest = ingestIntoRoom(ports.ingest, room)
  const adding = new AddingAssets({ ...parts, ingest }, (view) => announcer.announce(view), onChange)
  const uploads = new UploadLane(
    { ...ports, store: ports.leaderStore, onRowWritten: book.wrote.bind(book) },
    {
      onChange: announce,
      isPaused: (row) => controls.isPaused(row),
      onForget: (row) => void forget(row).catch(ports.storageFailed),
    },
    ports.uploadPolicy,
  )
  const summary = new SummaryDesk({ ...parts, adding, uploads, viewOf, onChange })
  const downloads = new Downloads({ ...parts, room, uses, waits }, (projectId, assetId) => {
    const row = book.get(projectId, assetId)
    if (row) announce(row)
  })
  const beforeAsking = (projectId: string) => takeLacking(book, projectId, viewOf, () => refresh())
  const kept = createKeptOffline({ book, downloads }, () => leading.signal)
  const listing = new CloudListing({ ...parts, beforeAsking }, (rows) => {
    rows.forEach(announce)
    if (rows.length > 0) lookAfterRows()
  })
  const controls = new UploadControls({ ...parts, adding, settle: () => refresh() })

  function viewOf(row: AssetRow): AssetView {
    const { projectId, assetId } = row
    const doneBytes = downloads.doneBytes(projectId, assetId)
    return assetView(row, {
      isPaused: isAddedHere(row) && controls.isPaused(row),
      upload: uploads.runner(assetRowKey(projectId, assetId)),
      hold: uploads.hold,
      download: doneBytes === undefined ? undefined : { phase: 'downloading', doneBytes },
    })
  }

  /** As it is now: who sends it tells how far that is by the row that it began with. */
  function announce(row: AssetRow): void {
    if (!closed) announcer.announce(viewOf(book.get(row.projectId, row.assetId) ?? row))
  }

  /** By what the user said of it since it was written: it may be cancelled by now, or gone. */
  function onRowChange({ projectId, assetId }: AssetRow): void {
    const row = book.get(projectId, assetId)
    if (!row) return
    if (isAddedHere(row)) void uploads.takeUp([row])
    announce(row)
  }

  async function refresh(keys?: readonly string[]): Promise<void> {
    const going = (keys?.flatMap((key) => book.at(key) ?? []) ?? book.rows()).filter(isBeingCancelled)
    let [rows] = await Promise.all([book.reread(keys), keys ?? controls.read()])
    if (closed) return
    if (await uploads.takeUp(rows.filter(isAddedHere))) rows = await book.reread(keys)
    lookAfterRows()
    rows.forEach(announce)
    for (const row of going) if (!book.get(row.projectId, row.assetId)) announceGone(row)
  }

  /** Cancelled without its bytes. */
  function announceGone(row: AssetRow): void {
    announcer.announce({ ...viewOf(row), onThisDevice: false, transfer: { phase: 'cancelled' } })
  }

  /** The row first: bytes without one are removed at the next start, if not now. */
  async function forget(row: AddedAssetRow): Promise<void> {
    const { projectId, assetId } = row
    if (!(await book.remove(projectId, assetId, isBeingCancelled)) || closed) return
    announceGone(row)
    await sweep.now()
  }

  /** What they may say is to be made ready to be sent, or fetched. */
  function lookAfterRows(): void {
    if (!uploads.isRunning) return
    const { signal } = leading
    const send = () => sendFetched(parts, signal, onRowChange)
    // What a store fails to give now is asked for again with the next reading of the rows.
    fetched = fetched.then(send).catch(() => {})
    void kept.look()
  }

  async function takeCopy(copy: ProjectCopy): Promise<void> {
    await copyFiles(ports.store, copy)
    await refresh()
  }

  async function stop(): Promise<void> {
    sweep.stop()
    leading.abort()
    await Promise.all([uploads.stop(), fetched])
    if (!closed) await refresh()
  }

  return {
    assets: createAssetsApi({
      ...{ ...parts, controls, adding, downloads, listing, uses, announcer, viewOf },
      onRowChange,
    }),
    async start() {
      uploads.start()
      kept.retry('start')
      if (leading.signal.aborted) leading = new AbortController()
      // Not what was read before: the tab that led until now has written since.
      await Promise.all([book.reload(), controls.read()])
      await noteMissingBytes(parts)
      await noteTakenUp(book)
      await uploads.takeUp(book.rows().filter(isAddedHere).map(afterRestart))
      lookAfterRows()
      await sweep.now()
    },
    stop,
    wake() {
      uploads.wake()
      waits.endAll()
      kept.retry('hint')
      // A store that does not answer now is asked again at the next wake.
      refresh().catch(() => {})
    },
    refresh,
    takeBack(rows) {
      book.takeBack(rows)
      return refresh()
    },
    projectReached(projectId) {
      listing.exists(projectId)
      uploads.projectReached(projectId)
    },
    mediaChanged(projectId) {
      if (listing.isWatched(projectId)) void listing.refresh(projectId)
    },
    beforeAsking,
    copyFiles: takeCopy,
    async attachFiles(copy, signal) {
      // A sync without media may have made the copy.
      await takeCopy(copy)
      const takeMissing = beforeAsking(copy.to)
      await takeMissing(await attachFiles(ports, copy, signal))
      return true
    },
    async takeOver(row, placed) {
      onRowChange(await takeOver(parts, row, placed, leading.signal))
    },
    summary: () => summary.summary(),
    rows: () => (book.isRead ? book.rows() : undefined),
    async close() {
      if (closed) return
      closed = true
      const added = adding.close()
      listing.close()
      announcer.close()
      ports.ingest.close()
      await Promise.all([added, downloads.close(), stop()])
    },
  }
}
