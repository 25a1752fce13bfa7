import type { DownloadReply } from '#contract/media-downloads.ts'
import { planParts } from '#contract/part-rule.ts'
import type { Locks } from '../../runtime/locks.ts'
import { SharedRuns } from '../../runtime/shared-runs.ts'
import type { ApiClient } from '../../transport/api-client.ts'
import { mediaKeyLock } from '../adding/media-key-lock.ts'
import type { AssetBook } from '../asset-book.ts'
import { type AssetRow, assetRowKey } from '../asset-row.ts'
import { keptBytes } from '../kept-bytes.ts'
import { askDownload } from './ask-download.ts'
import { type DownloadPorts, downloadAsset } from './download-asset.ts'
import { DownloadRefused } from './download-refused.ts'

export interface DownloadsPorts extends DownloadPorts {
  readonly api: ApiClient
  readonly book: AssetBook
  readonly locks: Locks
}

interface Wanted {
  readonly projectId: string
  readonly assetId: string
}

/** Fetches what this device does not have; each asset once, however many ask. */
export class Downloads {
  readonly #ports: DownloadsPorts
  readonly #onChange: (projectId: string, assetId: string) => void
  readonly #runs = new SharedRuns<AssetRow | undefined>()
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

  close(): Promise<void> {
    return this.#runs.close()
  }

  async #fetchOnce(wanted: Wanted, signal: AbortSignal): Promise<AssetRow | undefined> {
    const { api, book, mediaStore } = this.#ports
    const offer = await askDownload(api, wanted, signal)
    if (!offer) return undefined
    const kept = await keptBytes({ book, mediaStore }, offer)
    const name = (mediaKey: string) =>
      book.change(wanted.projectId, wanted.assetId, (stored) => rowWithBytes(stored, wanted, offer, mediaKey))
    return kept === undefined ? this.#fetchNew(wanted, offer, signal, name) : name(kept)
  }

  async #fetchNew(
    wanted: Wanted,
    first: DownloadReply,
    signal: AbortSignal,
    name: (mediaKey: string) => Promise<AssetRow>,
  ): Promise<AssetRow> {
    const { partRule } = planParts(first.sizeBytes)
    if (first.partRule !== partRule) throw new DownloadRefused(409, 'A newer version of the app is needed. Reload.')
    const mediaKey = this.#ports.random.id()
    const askAgain = async () => (await askDownload(this.#ports.api, wanted, signal)) ?? first
    const onDoneBytes = (doneBytes: number) => {
      this.#doneBytes.set(assetRowKey(wanted.projectId, wanted.assetId), doneBytes)
      this.#onChange(wanted.projectId, wanted.assetId)
    }
    onDoneBytes(0)
    const outcomes: ({ row: AssetRow } | { error: unknown })[] = []
    // The key has no row until its bytes are verified: the lock says that it is no leftover.
    await this.#ports.locks.whenHeld(mediaKeyLock(mediaKey), signal, async () => {
      const download = { assetId: wanted.assetId, mediaKey, first, askAgain, signal, onDoneBytes }
      try {
        await downloadAsset(this.#ports, download)
        outcomes.push({ row: await name(mediaKey) })
      } catch (error) {
        outcomes.push({ error })
      }
    })
    const [outcome] = outcomes
    if (!outcome) throw signal.reason
    if ('error' in outcome) throw outcome.error
    return outcome.row
  }
}

function rowWithBytes(stored: AssetRow | undefined, wanted: Wanted, offer: DownloadReply, mediaKey: string): AssetRow {
  if (stored?.origin === 'added-here') return { ...stored, mediaKey, isMissing: false }
  const { fileName, mime, sizeBytes, checksum, partRule } = offer
  const file = { ...wanted, fileName, mime, sizeBytes, checksum, partRule }
  return { schemaVersion: 1, origin: 'cloud', ...file, state: 'stored', mediaKey }
}
