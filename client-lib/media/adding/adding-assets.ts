import * as v from 'valibot'
import { AssetId, ProjectId } from '#contract/ids.ts'
import { InvalidEdit } from '../../documents/invalid-edit.ts'
import { AssetUnreadable } from '../../hashing/asset-unreadable.ts'
import { SyncClosed } from '../../lifecycle/sync-closed.ts'
import type { FileHandle } from '../../media-store/in-place/file-handle.ts'
import type { AddedAssetRow } from '../asset-row.ts'
import type { AssetView } from '../assets-api.ts'
import { wireMime } from '../wire-mime.ts'
import { type AddPorts, addAsset, type FileToAdd } from './add-asset.ts'

const copiedOnly = 'A handle needs `inPlace: filesInPlace()`; to have the file copied, add what its `getFile()` gives.'
const filesOnly = 'Add a File, or the handle of one; of a Blob, make one: `new File([blob], name)`.'
const Ids = v.object({ projectId: ProjectId, assetId: AssetId })

interface Run {
  readonly assetId: string
  readonly end: AbortController
}

/** Files being copied and hashed in this tab: no row names them yet. */
export class AddingAssets {
  readonly #ports: AddPorts
  readonly #onProgress: (view: AssetView) => void
  readonly #onFailed: () => void
  readonly #preparing = new Map<object, AssetView>()
  readonly #running = new Map<Promise<unknown>, Run>()
  readonly #life = new AbortController()

  /** @param onFailed told when a file was given up, and nothing of it is left */
  constructor(ports: AddPorts, onProgress: (view: AssetView) => void, onFailed: () => void) {
    this.#ports = ports
    this.#onProgress = onProgress
    this.#onFailed = onFailed
  }

  views(): readonly AssetView[] {
    return [...this.#preparing.values()]
  }

  /** @throws TypeError no file, or a handle where none is taken | InvalidEdit | AssetUnreadable | StorageFull | StorageUnavailable | AssetIdTaken | AbortError | the signal's reason */
  async add(
    projectId: string,
    source: File | FileHandle,
    options: { readonly assetId?: string; readonly replaces?: string; readonly signal?: AbortSignal } = {},
  ): Promise<AddedAssetRow> {
    if (!isFile(source)) throw new TypeError(filesOnly)
    const assetId = options.assetId ?? this.#ports.random.id()
    const { issues } = v.safeParse(Ids, { projectId, assetId })
    if (issues) throw new InvalidEdit(v.summarize(issues))
    const handle = 'getFile' in source ? source : undefined
    if (handle && !this.#ports.mediaStore.keepInPlace) throw new TypeError(copiedOnly)
    const end = new AbortController()
    const signals = [end.signal, this.#life.signal]
    const signal = AbortSignal.any(options.signal ? [...signals, options.signal] : signals)
    // A base only saves bytes: one that cannot be is as none, and no reason to lose the file's row over.
    const baseAssetId = v.is(AssetId, options.replaces) ? options.replaces : undefined
    const adding = this.#prepare(source, { projectId, assetId, baseAssetId, handle, signal })
    this.#running.set(adding, { assetId, end })
    return adding.finally(() => this.#running.delete(adding))
  }

  /**
   * Settles once what is being added under this id was, or failed. Answers whether there was anything.
   * @param isDropped ends it first: `add` throws an `AbortError`, and nothing is kept
   */
  async settled(assetId: string, isDropped = false): Promise<boolean> {
    const runs = [...this.#running].filter(([, run]) => run.assetId === assetId)
    if (isDropped) for (const [, { end }] of runs) end.abort()
    await Promise.allSettled(runs.map(([adding]) => adding))
    return runs.length > 0
  }

  /** Settles once what was being added has let go of its bytes, and of their lock. */
  async close(): Promise<void> {
    this.#life.abort(new SyncClosed())
    await Promise.allSettled(this.#running.keys())
  }

  async #prepare(source: File | FileHandle, added: Omit<FileToAdd, 'file' | 'onDoneBytes'>): Promise<AddedAssetRow> {
    const { assetId, projectId } = added
    const file = 'getFile' in source ? await fileOf(source, added.signal) : source
    const facts = { assetId, projectId, fileName: file.name, mime: wireMime(file.type), sizeBytes: file.size }
    const run = {}
    const onDoneBytes = (doneBytes: number) => {
      const transfer = { phase: 'preparing', doneBytes } as const
      const view: AssetView = { ...facts, onThisDevice: false, inTheCloud: false, isKeptOffline: false, transfer }
      this.#preparing.set(run, view)
      this.#onProgress(view)
    }
    onDoneBytes(0)
    try {
      return await addAsset(this.#ports, { ...added, file, onDoneBytes }).finally(() => this.#preparing.delete(run))
    } catch (error) {
      this.#onFailed()
      throw error
    }
  }
}

/** By what it can: one of another window is of another class. A Blob has no name, and a folder's handle only that. */
function isFile(source: Partial<File & FileHandle> | undefined): boolean {
  return typeof source?.name === 'string' && typeof (source.getFile ?? source.slice) === 'function'
}

/** A handle of a drive that does not answer holds up neither a close nor who cancels. */
function fileOf(handle: FileHandle, signal: AbortSignal): Promise<File> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    signal.onabort = () => reject(signal.reason)
    handle.getFile().then(resolve, (cause) => reject(new AssetUnreadable(handle.name, cause)))
  })
}
