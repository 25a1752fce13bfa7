import type { LocalStore } from '../storage/local-store.ts'
import { asInCloud } from './as-in-cloud.ts'
import { type AssetRow, assetRowKey, type CloudAssetRow, isBeingCancelled, isStored } from './asset-row.ts'
import { markMissing } from './mark-missing.ts'
import { mergeListed } from './merge-listed.ts'

/** The device's asset rows, with a copy in memory so that a status can be told at once. */
export class AssetBook {
  readonly #store: LocalStore
  readonly #onWritten: (keys: string[]) => void
  #rows = new Map<string, AssetRow>()
  #list: readonly AssetRow[] | undefined
  #loaded: Promise<void> | undefined
  #isRead = false
  #reading: Promise<void> | undefined
  #nextRead: Promise<void> | undefined
  /** Written while a read runs, which may have begun before. */
  #written = new Map<string, AssetRow | undefined>()
  /** Rows that were damaged under this page, and are not put back yet. */
  readonly #damaged = new Set<string>()
  /** Rows of every table that had been set aside by the last read. */
  #setAside = 0

  /** @param onWritten told of which rows once a change is on disk */
  constructor(store: LocalStore, onWritten: (keys: string[]) => void) {
    this.#store = store
    this.#onWritten = onWritten
  }

  /** As last read; empty before the first `load`. The same array until one changes. */
  rows(): readonly AssetRow[] {
    this.#list ??= [...this.#rows.values()]
    return this.#list
  }

  get(projectId: string, assetId: string): AssetRow | undefined {
    return this.at(assetRowKey(projectId, assetId))
  }

  at(key: string): AssetRow | undefined {
    return this.#rows.get(key)
  }

  /** Reads the rows once; later calls wait for the same read. A read that failed is tried again by the next. */
  load(): Promise<void> {
    this.#loaded ??= this.reload().catch((error) => {
      this.#loaded = undefined
      throw error
    })
    return this.#loaded
  }

  /** Reads anew. Calls that come while a read runs share the one that begins after it. */
  reload(): Promise<void> {
    if (!this.#reading) {
      this.#reading = this.#read().finally(() => {
        this.#reading = undefined
      })
      return this.#reading
    }
    this.#nextRead ??= this.#reading
      .catch(() => {})
      .then(() => {
        this.#nextRead = undefined
        return this.reload()
      })
    return this.#nextRead
  }

  /** Reads these rows anew; all there are without keys, or where one is gone or damaged, or nothing was read yet. Answers what is there. */
  async reread(keys?: readonly string[]): Promise<readonly AssetRow[]> {
    const isThere = async (key: string) => {
      const row = this.#isRead && (await this.#store.get('assets', key))
      if (row) this.#note(key, row)
      return row
    }
    if (!keys || !(await Promise.all(keys.map(isThere))).every(Boolean)) await this.reload()
    return keys ? keys.flatMap((key) => this.at(key) ?? []) : this.rows()
  }

  /** False while nothing is known of what the device keeps. */
  get isRead(): boolean {
    return this.#isRead
  }

  /**
   * Changes one row in a transaction; `change` sees what is stored and answers what is to be there.
   * @throws StorageFull | StorageUnavailable
   */
  async change<Row extends AssetRow>(
    projectId: string,
    assetId: string,
    change: (stored: AssetRow | undefined) => Row,
  ): Promise<Row> {
    const key = assetRowKey(projectId, assetId)
    const row = await this.#store.transact([['assets', key]], (rows) => {
      const changed = change(rows.get('assets', key))
      return { changes: [{ put: 'assets', key, row: changed }], result: changed }
    })
    this.wrote(key, row)
    return row
  }

  /** This tab has written the row. */
  wrote(key: string, row: AssetRow | undefined): void {
    this.#wrote([{ key, row }])
  }

  /** Removes a row where `isToGo` still says so of what is stored. Answers whether it went. */
  async remove(projectId: string, assetId: string, isToGo: (stored: AssetRow) => boolean): Promise<boolean> {
    const key = assetRowKey(projectId, assetId)
    const goes = await this.#store.transact([['assets', key]], (rows) => {
      const stored = rows.get('assets', key)
      const result = stored !== undefined && isToGo(stored)
      return { changes: result ? [{ remove: 'assets', key }] : [], result }
    })
    if (goes) this.wrote(key, undefined)
    return goes
  }

  /** Takes over what the cloud lists of a project; what is to be sent from here stays as it is. Answers what changed. */
  async takeListing(projectId: string, listed: readonly CloudAssetRow[]): Promise<readonly AssetRow[]> {
    const keys = listed.map((row) => ['assets', assetRowKey(projectId, row.assetId)] as const)
    const changed = await this.#store.transact(keys, (rows) => {
      const changes = listed.flatMap((row) => {
        const key = assetRowKey(projectId, row.assetId)
        const merged = mergeListed(rows.get('assets', key), row)
        return merged ? [{ put: 'assets', key, row: merged } as const] : []
      })
      return { changes, result: changes }
    })
    return this.#wrote(changed)
  }

  /** The cloud lacks these, whatever was said before. Answers whether that is news. */
  async markMissing(projectId: string, missing: readonly string[]): Promise<boolean> {
    return this.#wrote(await markMissing(this.#store, projectId, missing)).length > 0
  }

  /** Takes this device's copy off all rows that name it, unless one needs it: what was added here is then the cloud's. Answers them. */
  async letGo(mediaKey: string): Promise<readonly AssetRow[] | undefined> {
    const keys = [...this.#rows].flatMap(([key, row]) => (row.mediaKey === mediaKey ? [key] : []))
    const changed = await this.#store.transact(
      keys.map((key) => ['assets', key] as const),
      (rows) => {
        const named = keys.flatMap((key) => {
          const row = rows.get('assets', key)
          return row?.mediaKey === mediaKey ? [[key, row] as const] : []
        })
        if (!named.every(([, row]) => isStored(row) && !row.keepOffline)) return { changes: [], result: undefined }
        const changes = named.map(([key, row]) => ({ put: 'assets', key, row: asInCloud(row) }) as const)
        return { changes, result: changes }
      },
    )
    return changed && this.#wrote(changed)
  }

  #wrote<Row extends AssetRow | undefined>(changes: readonly { readonly key: string; readonly row: Row }[]): Row[] {
    for (const { key, row } of changes) this.#note(key, row)
    if (changes.length > 0) this.#onWritten(changes.map(({ key }) => key))
    return changes.map(({ row }) => row)
  }

  async #read(): Promise<void> {
    this.#written = new Map()
    const read = await this.#store.all('assets')
    await this.#findDamaged(new Set(read.map(([key]) => key)))
    // What is not put back yet is as it was, and not gone.
    const damaged = [...this.#rows].filter(([key]) => this.#damaged.has(key))
    this.#rows = new Map([...read, ...damaged])
    this.#list = undefined
    for (const [key, row] of this.#written) this.#note(key, row)
    this.#isRead = true
  }

  async #findDamaged(read: ReadonlySet<string>): Promise<void> {
    const aside = await this.#store.setAside()
    // What was set aside earlier and put back may have been removed since.
    for (const { table, key } of aside.slice(this.#setAside)) if (table === 'assets') this.#damaged.add(key)
    this.#setAside = aside.length
    for (const key of this.#damaged) if (read.has(key) || mayBeGone(this.#rows.get(key))) this.#damaged.delete(key)
  }

  #note(key: string, row: AssetRow | undefined): void {
    this.#list = undefined
    if (row) this.#rows.set(key, row)
    else this.#rows.delete(key)
    this.#written.set(key, row)
  }
}

/** Nothing is at hand of it, or it may be gone because it was to go. */
function mayBeGone(row: AssetRow | undefined): boolean {
  return !row || isBeingCancelled(row)
}
