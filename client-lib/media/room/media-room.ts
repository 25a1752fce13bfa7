import { isInPlace } from '../../media-store/in-place/in-place-key.ts'
import type { MediaStore } from '../../media-store/media-store.ts'
import type { Clock } from '../../runtime/clock.ts'
import type { Locks } from '../../runtime/locks.ts'
import type { LocalStore } from '../../storage/local-store.ts'
import { StorageFull } from '../../storage/storage-full.ts'
import { mediaKeyLock } from '../adding/media-key-lock.ts'
import type { AssetBook } from '../asset-book.ts'
import { type AssetRow, isStored } from '../asset-row.ts'
import { isContentKey } from '../downloads/content-key.ts'
import type { MediaPorts } from '../media-ports.ts'
import type { MediaUses } from './media-uses.ts'
import { type KeptFile, planEviction } from './plan-eviction.ts'
import { safeInCloud } from './safe-in-cloud.ts'

export interface RoomPorts extends Pick<MediaPorts, 'budgetBytes'> {
  readonly book: AssetBook
  readonly store: LocalStore
  readonly mediaStore: MediaStore
  readonly locks: Locks
  readonly clock: Clock
  readonly uses: MediaUses
  readonly onEvicted: (row: AssetRow) => void
}

/** What a project does not list any more is kept for whoever undoes that, until it was not used for so long. */
const undoMs = 30 * 24 * 3_600_000

type SafeProjects = Map<string, ReturnType<typeof safeInCloud>>

/** Makes room for media by letting go of what the cloud has, least recently used first. */
export class MediaRoom {
  readonly #ports: RoomPorts
  /** One look at a time: two at once would each take what the other counts on. */
  #freeing: Promise<boolean> = Promise.resolve(false)
  /** Of all work under way: what each is about to keep does not count as kept yet. */
  #wantedBytes = 0
  /** What may be kept before the next look: half of what was free at the last, for other tabs keep files too. */
  #freeBytes = 0

  constructor(ports: RoomPorts) {
    this.#ports = ports
  }

  /**
   * Does `work`, which is about to keep so many bytes, within the budget where that can be. A device that is full all
   * the same is given as much room again, and `work` is tried once more: what browsers tell of their storage is a guess.
   * @throws what `work` throws
   */
  async use<T>(wantedBytes: number, work: () => Promise<T>): Promise<T> {
    const budgetBytes = (await this.#ports.budgetBytes?.().catch(() => undefined)) ?? Number.POSITIVE_INFINITY
    this.#wantedBytes += wantedBytes
    this.#freeBytes -= wantedBytes
    try {
      await this.#free(
        () => budgetBytes - this.#wantedBytes,
        () => this.#freeBytes < 0,
      )
      return await work()
    } catch (error) {
      if (!(error instanceof StorageFull) || !(await this.#free((keptBytes) => keptBytes - wantedBytes))) throw error
      return await work()
    } finally {
      this.#wantedBytes -= wantedBytes
    }
  }

  /** Answers whether anything went. A look that fails frees nothing, and what it was for goes on. */
  #free(mostBytes: (keptBytes: number) => number, isNeeded = () => true): Promise<boolean> {
    this.#freeing = this.#freeing.then(() => isNeeded() && this.#evictOver(mostBytes)).catch(() => false)
    return this.#freeing
  }

  async #evictOver(mostBytes: (keptBytes: number) => number): Promise<boolean> {
    const { book, locks, mediaStore, uses } = this.#ports
    // Without locks nobody can tell what another tab is just about to name.
    if (!locks.areExclusive || mostBytes(0) === Number.POSITIVE_INFINITY) return false
    await book.reload()
    const rows = book.rows().filter(({ mediaKey }) => mediaKey && !isInPlace(mediaKey))
    const sizes = new Map(rows.map(({ mediaKey = '', sizeBytes }) => [mediaKey, sizeBytes]))
    // What is held without a row is being fetched, and wanted whole.
    for (const key of await mediaStore.keys())
      if (!sizes.has(key) && !isInPlace(key) && !uses.isHeld(key))
        sizes.set(key, (await mediaStore.open(key))?.size ?? 0)
    const keptBytes = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0)
    this.#freeBytes = (mostBytes(keptBytes) - keptBytes) / 2
    if (this.#freeBytes >= 0) return false
    const usedAtMs = await uses.usedAtMs()
    const files: KeptFile[] = []
    const named = new Map<string, AssetRow[]>()
    for (const row of rows) named.set(row.mediaKey ?? '', [row, ...(named.get(row.mediaKey ?? '') ?? [])])
    const projects: SafeProjects = new Map()
    for (const [mediaKey, sizeBytes] of sizes) {
      const mayGo = await this.#mayGo(mediaKey, named.get(mediaKey) ?? [], usedAtMs.get(mediaKey), projects)
      files.push({ mediaKey, sizeBytes, usedAtMs: usedAtMs.get(mediaKey) ?? 0, mayGo })
    }
    let hasFreed = false
    for (const { mediaKey } of planEviction(files, mostBytes(keptBytes)))
      if (await this.#evict(mediaKey)) hasFreed = true
    return hasFreed
  }

  /**
   * @param rows those that name it
   * @param projects what was found out of their projects, each of which is asked about once
   */
  async #mayGo(
    mediaKey: string,
    rows: readonly AssetRow[],
    usedAtMs: number | undefined,
    projects: SafeProjects,
  ): Promise<boolean> {
    const { clock, store, uses } = this.#ports
    if (uses.isHeld(mediaKey)) return false
    // Part of a download that nobody goes on with.
    if (rows.length === 0) return isContentKey(mediaKey)
    const longUnused = usedAtMs !== undefined && clock.nowMs() - usedAtMs > undoMs
    for (const row of rows) {
      if (!isStored(row) || row.keepOffline) return false
      const asked = projects.get(row.projectId) ?? safeInCloud(store, row.projectId, clock.nowMs())
      projects.set(row.projectId, asked)
      const listed = await asked
      if (!listed || !(longUnused || listed.has(row.assetId))) return false
    }
    return true
  }

  /** What another tab is writing, or about to name, stays. */
  async #evict(mediaKey: string): Promise<boolean> {
    const { book, locks, mediaStore, store, uses, onEvicted } = this.#ports
    let isGone = false
    const evict = async () => {
      await book.reload()
      const naming = book.rows().filter((row) => row.mediaKey === mediaKey)
      const mayGo = await this.#mayGo(mediaKey, naming, (await uses.usedAtMs()).get(mediaKey), new Map())
      // A row that could not be read may name it as well.
      if (!mayGo || JSON.stringify(await store.setAside()).includes(mediaKey)) return
      const rows = await book.letGo(mediaKey)
      if (!rows) return
      await mediaStore.remove(mediaKey)
      isGone = true
      for (const row of rows) onEvicted(row)
    }
    await locks.whenHeld(mediaKeyLock(mediaKey), new AbortController().signal, evict, { ifAvailable: true })
    return isGone
  }
}
