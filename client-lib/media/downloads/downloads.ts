import type { DownloadReply } from '#contract/media-downloads.ts'
import { currentPartRule } from '#contract/part-rule.ts'
import { createSlots } from '../../queue/create-slots.ts'
import type { Locks } from '../../runtime/locks.ts'
import { SharedRuns } from '../../runtime/shared-runs.ts'
import type { ApiClient } from '../../transport/api-client.ts'
import { nameKept } from '../adding/name-kept.ts'
import { underMediaKey } from '../adding/under-media-key.ts'
import type { AssetBook } from '../asset-book.ts'
import { type AssetRow, assetRowKey } from '../asset-row.ts'
import type { MediaRoom } from '../room/media-room.ts'
import type { MediaUses } from '../room/media-uses.ts'
import { askDownload } from './ask-download.ts'
import { contentKey } from './content-key.ts'
import { type DownloadPorts, downloadAsset } from './download-asset.ts'
import { DownloadRefused } from './download-refused.ts'
import { createOffer } from './offer.ts'

export interface DownloadsPorts extends DownloadPorts {
  readonly api: ApiClient
  readonly book: AssetBook
  readonly locks: Locks
  readonly room: MediaRoom
  readonly uses: MediaUses
}

interface Wanted {
  readonly projectId: string
  readonly assetId: string
}

/** A browser opens six connections to one host: two are left to media that play and to uploads. */
const requestsAtOnce = 4

/** Fetches what this device does not have; each asset once, however many ask. */
export class Downloads {
  readonly #ports: DownloadsPorts
  readonly #onChange: (projectId: string, assetId: string) => void
  readonly #runs = new SharedRuns<AssetRow | undefined>()
  readonly #offers = new SharedRuns<DownloadReply | undefined>()
  readonly #slots = createSlots(requestsAtOnce)
  readonly #doneBytes = new Map<string, number>()

  constructor(ports: DownloadsPorts, onChange: (projectId: string, assetId: string) => void) {
    this.#ports = ports
    this.#onChange = onChange
  }

  /** Bytes fetched so far; undefined where nothing is being fetched. */
  doneBytes(projectId: string, assetId: string): number | undefined {
    return this.#doneBytes.get(assetRowKey(projectId, assetId))
  }

  /**
   * The asset's row once its bytes are here and verified; undefined while the cloud has not got them.
   * @throws AssetDamaged | DownloadRefused | StorageFull | ApiFailure | NetworkFailed | the signal's reason
   */
  fetch(wanted: Wanted, signal: AbortSignal | undefined): Promise<AssetRow | undefined> {
    const key = assetRowKey(wanted.projectId, wanted.assetId)
    return this.#runs.join(key, signal, async (shared) => {
      try {
        return await this.#fetchOnce(wanted, shared)
      } finally {
        this.#doneBytes.delete(key)
        this.#onChange(wanted.projectId, wanted.assetId)
      }
    })
  }

  /**
   * Where the store has the bytes; undefined while it has not got them. Of callers at one time one asks.
   * @throws ApiFailure | NetworkFailed | UnexpectedReply | NotSignedIn | the signal's reason
   */
  offer(wanted: Wanted, signal: AbortSignal | undefined): Promise<DownloadReply | undefined> {
    const key = assetRowKey(wanted.projectId, wanted.assetId)
    return this.#offers.join(key, signal, (shared) => askDownload(this.#ports.api, wanted, shared))
  }

  async close(): Promise<void> {
    await Promise.all([this.#runs.close(), this.#offers.close()])
  }

  async #fetchOnce(wanted: Wanted, signal: AbortSignal): Promise<AssetRow | undefined> {
    const { api, book, locks } = this.#ports
    const first = await askDownload(api, wanted, signal)
    if (!first) return undefined
    if (first.partRule !== currentPartRule)
      throw new DownloadRefused(409, 'A newer version of the app is needed. Reload.')
    const mediaKey = contentKey(first.checksum)
    // With a row that knows of it, what comes is no leftover when the page ends in between.
    if (!book.get(wanted.projectId, wanted.assetId))
      await book.change(wanted.projectId, wanted.assetId, (stored) => stored ?? cloudRow(wanted, first))
    // Whoever else wants the same bytes, in this tab or another, finds them here afterwards.
    return underMediaKey(locks, mediaKey, signal, () => this.#bring(wanted, first, mediaKey, signal))
  }

  async #bring(wanted: Wanted, first: DownloadReply, mediaKey: string, signal: AbortSignal): Promise<AssetRow> {
    const { api, room, uses } = this.#ports
    const { projectId, assetId } = wanted
    const name = (key: string) => this.#name(wanted, first, key)
    const row = await nameKept(this.#ports, first, mediaKey, signal, name)
    if (row) return row
    const askAgain = async () => (await askDownload(api, wanted, signal)) ?? first
    const onDoneBytes = (doneBytes: number) => {
      this.#doneBytes.set(assetRowKey(projectId, assetId), doneBytes)
      this.#onChange(projectId, assetId)
    }
    onDoneBytes(0)
    const offer = createOffer(first, askAgain)
    const download = { assetId, mediaKey, file: first, offer, slots: this.#slots, signal, onDoneBytes }
    const letGo = uses.hold(mediaKey)
    await room.use(first.sizeBytes, () => downloadAsset(this.#ports, download)).finally(letGo)
    return name(mediaKey)
  }

  #name(wanted: Wanted, first: DownloadReply, mediaKey: string): Promise<AssetRow> {
    return this.#ports.book.change<AssetRow>(wanted.projectId, wanted.assetId, (stored) => {
      const mayGoOn = stored?.origin === 'added-here' && stored.upload.phase !== 'blocked'
      // The cloud has what was blocked here: nothing is left to be sent.
      const row = mayGoOn ? { ...stored, isMissing: false } : cloudRow(wanted, first)
      return { ...row, ...(stored?.keepOffline ? { keepOffline: true } : {}), mediaKey }
    })
  }
}

function cloudRow(wanted: Wanted, { fileName, mime, sizeBytes, checksum, partRule }: DownloadReply): AssetRow {
  const file = { ...wanted, fileName, mime, sizeBytes, checksum, partRule }
  return { schemaVersion: 1, origin: 'cloud', ...file, state: 'stored' }
}
