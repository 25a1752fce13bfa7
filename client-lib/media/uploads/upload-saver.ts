import type { Clock } from '../../runtime/clock.ts'
import type { LocalStore } from '../../storage/local-store.ts'
import { Deposed } from '../../tabs/deposed.ts'
import { type AddedAssetRow, assetRowKey, type PersistedUpload } from '../asset-row.ts'
import type { UploadPorts } from './upload-ports.ts'

/** Progress alone is written this seldom: the store's listing, not ours, counts on resume. */
const progressEveryMs = 1000
/** Until a store that refused is asked again. */
const retryAfterMs = 5000

/** Writes how far one upload is, one write at a time, the newest form last. */
export class UploadSaver {
  readonly #key: string
  readonly #store: LocalStore
  readonly #clock: Clock
  readonly #onWritten: UploadPorts['onRowWritten']
  readonly #onFailed: UploadPorts['storageFailed']
  #saved: PersistedUpload
  #newest: PersistedUpload
  #savedAtMs = Number.NEGATIVE_INFINITY
  #writing: Promise<void> = Promise.resolve()
  #cancelRetry = () => {}
  #isClosed = false
  #isRefused = false

  constructor(row: AddedAssetRow, ports: Pick<UploadPorts, 'store' | 'clock' | 'onRowWritten' | 'storageFailed'>) {
    this.#key = assetRowKey(row.projectId, row.assetId)
    this.#saved = row.upload
    this.#newest = row.upload
    this.#store = ports.store
    this.#clock = ports.clock
    this.#onWritten = ports.onRowWritten
    this.#onFailed = ports.storageFailed
  }

  save(form: PersistedUpload): void {
    this.#newest = form
    if (JSON.stringify(form) === JSON.stringify(this.#saved)) return
    const nowMs = this.#clock.nowMs()
    const progressAlone = form.phase === this.#saved.phase && !('wait' in form) && !('wait' in this.#saved)
    if (progressAlone && Math.abs(nowMs - this.#savedAtMs) < progressEveryMs) return
    this.#savedAtMs = nowMs
    this.#saveNewest()
  }

  /** Settles once what was saved so far is on disk, or was refused: whether it is on disk. */
  async settled(): Promise<boolean> {
    await this.#writing
    return !this.#isRefused
  }

  /** Saves what was held back, and leaves no timer. */
  close(): Promise<void> {
    this.#isClosed = true
    this.#cancelRetry()
    if (JSON.stringify(this.#newest) !== JSON.stringify(this.#saved)) this.#saveNewest()
    return this.#writing
  }

  #saveNewest(): void {
    const form = this.#newest
    this.#saved = form
    this.#cancelRetry()
    this.#writing = this.#writing.then(() => this.#write(form))
  }

  async #write(upload: PersistedUpload) {
    try {
      const written = await this.#store.transact([['assets', this.#key]], (rows) => {
        const row = rows.get('assets', this.#key)
        if (row?.origin !== 'added-here' || !mayFollow(row.upload, upload)) return { changes: [], result: undefined }
        const result = { ...row, upload }
        return { changes: [{ put: 'assets', key: this.#key, row: result }], result }
      })
      this.#isRefused = false
      if (written) this.#onWritten(this.#key, written)
    } catch (error) {
      // Not this tab's to say any more: who leads now writes how far it is.
      if (error instanceof Deposed) return
      this.#isRefused = true
      // The upload goes on: a restart would only ask the store again. Other tabs know it by its row alone.
      this.#onFailed(error)
      if (this.#isClosed || upload !== this.#saved) return
      this.#cancelRetry = this.#clock.schedule(retryAfterMs, () => {
        this.#writing = this.#writing.then(() => this.#write(upload))
      })
    }
  }
}

/** What the user said meanwhile, to cancel it or to take it up after all, is not written over by how far it was. */
function mayFollow(stored: PersistedUpload, upload: PersistedUpload): boolean {
  const isOfCancelling = upload.phase === 'cancelling' || upload.phase === 'cancelled'
  return upload.phase === 'stored' || (stored.phase === 'cancelling') === isOfCancelling
}
