import type { MediaStore } from '../../media-store/media-store.ts'
import type { LocalStore } from '../../storage/local-store.ts'
import { putOnDevice } from '../../storage/put-on-device.ts'
import type { AddingAssets } from '../adding/adding-assets.ts'
import type { AssetBook } from '../asset-book.ts'
import type { AddedAssetRow, PersistedUpload } from '../asset-row.ts'
import type { AssetsApi } from '../assets-api.ts'

export interface ControlPorts {
  readonly book: AssetBook
  readonly store: LocalStore
  readonly mediaStore: MediaStore
  readonly adding: Pick<AddingAssets, 'settled'>
  readonly onRowsWritten: () => void
  /** What the rows now say is done, and told. */
  readonly settle: () => Promise<void>
}

/** What the user says of uploads, kept in rows that every tab reads. The tab that leads does it. */
export class UploadControls implements Pick<AssetsApi, 'retry' | 'pause' | 'resume' | 'cancel'> {
  readonly #ports: ControlPorts
  #areAllPaused = false

  constructor(ports: ControlPorts) {
    this.#ports = ports
  }

  isPaused({ paused }: AddedAssetRow): boolean {
    return this.#areAllPaused || paused === true
  }

  /** Learns what another tab, or an earlier start, was told. */
  async read(): Promise<void> {
    const row = await this.#ports.store.get('device', 'uploads')
    this.#areAllPaused = row?.kind === 'uploads' && row.paused
  }

  async retry(assetId: string): Promise<void> {
    const { book, mediaStore } = this.#ports
    await book.load()
    for (const row of book.rows())
      if (row.assetId === assetId && row.mediaKey !== undefined) await mediaStore.allow?.(row.mediaKey)
    return this.#change(assetId, (row) => ({ ...row, upload: takenUp(row.upload, ['blocked']) }))
  }

  pause(assetId?: string): Promise<void> {
    return assetId === undefined ? this.#pauseAll(true) : this.#change(assetId, (row) => ({ ...row, paused: true }))
  }

  resume(assetId?: string): Promise<void> {
    if (assetId === undefined) return this.#pauseAll(false)
    return this.#change(assetId, ({ paused: _, ...row }) => ({
      ...row,
      upload: takenUp(row.upload, ['cancelled', 'cancelling']),
    }))
  }

  cancel(assetId: string, { keepBytes = true }: { readonly keepBytes?: boolean } = {}): Promise<void> {
    const cancelled = (row: AddedAssetRow): AddedAssetRow => {
      if (row.upload.phase === 'stored' || (row.upload.phase === 'cancelled' && keepBytes)) return row
      // A pause ends with what it was of: added again, the file is sent.
      const { paused: _, ...rest } = row
      return { ...rest, upload: { phase: 'cancelling', keepBytes } }
    }
    return this.#change(assetId, cancelled, !keepBytes)
  }

  async #pauseAll(paused: boolean): Promise<void> {
    const changes = [putOnDevice({ kind: 'uploads', paused })]
    await this.#ports.store.transact([], () => ({ changes, result: undefined }))
    this.#ports.onRowsWritten()
    await this.#ports.settle()
  }

  /**
   * What is said of a file that is just being copied, and maybe has no row yet, is done once more when that has ended.
   * @param isDropped it is ended now
   */
  async #change(assetId: string, change: (row: AddedAssetRow) => AddedAssetRow, isDropped?: boolean): Promise<void> {
    await this.#ports.book.load()
    const added = this.#ports.adding.settled(assetId, isDropped)
    await this.#changeRows(assetId, change)
    if (await added) await this.#changeRows(assetId, change)
  }

  /** One asset may be in several projects. */
  async #changeRows(assetId: string, change: (row: AddedAssetRow) => AddedAssetRow): Promise<void> {
    const { book, settle } = this.#ports
    // What another tab has removed since is not made anew.
    await book.reload()
    for (const known of book.rows()) {
      if (known.assetId !== assetId || known.origin !== 'added-here') continue
      await book.change(known.projectId, assetId, (stored = known) =>
        stored.origin === 'added-here' ? change(stored) : stored,
      )
    }
    await settle()
  }
}

function takenUp(upload: PersistedUpload, from: readonly PersistedUpload['phase'][]): PersistedUpload {
  if (!from.includes(upload.phase)) return upload
  return { phase: 'open', acceptedBytes: 'acceptedBytes' in upload ? upload.acceptedBytes : 0 }
}
