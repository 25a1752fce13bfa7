import { shareNext } from '../runtime/share-next.ts'
import { bornKey, isAnother } from '../storage/born.ts'
import type { LocalStore, Rows } from '../storage/local-store.ts'
import { type AssetRow, assetRowKey, type CloudAssetRow, isToPutBack } from './asset-row.ts'
import { DamagedRows } from './damaged-rows.ts'
import { storedOrKnown, unsent } from './known-rows.ts'
import { letGoOfCopy } from './let-go-of-copy.ts'
import { markMissing } from './mark-missing.ts'
import type { MediaContext } from './media-context.ts'
import { mergeListed } from './merge-listed.ts'

type BookPorts = Pick<MediaContext, 'store' | 'onRowsWritten' | 'bornKnown' | 'putBack'>

/** The device's asset rows, with a copy in memory so that a status can be told at once. */
export class AssetBook {
  readonly #store: LocalStore
  readonly #ports: BookPorts
  #rows = new Map<string, AssetRow>()
  #list: readonly AssetRow[] | undefined
  #loaded: Promise<void> | undefined
  #isRead = false
  /** Written while a read runs, which may have begun before. */
  #written = new Map<string, AssetRow | undefined>()
  readonly #damaged = new DamagedRows()

  constructor(ports: BookPorts) {
    this.#store = ports.store
    this.#ports = ports
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

  /**
   * Reads the rows once, and not before what was gone at the start is put back; later calls wait for the same read. A
   * read that failed is tried again by the next.
   */
  load(): Promise<void> {
    this.#loaded ??= this.#ports
      .putBack()
      .then(() => this.reload())
      .catch((error) => {
        this.#loaded = undefined
        throw error
      })
    return this.#loaded
  }

  /** Reads anew. Calls that come while a read runs share the one that begins after it. */
  readonly reload = shareNext(() => this.#read())

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
    const row = await this.#store.transact([bornKey, ['assets', key]], (rows) => {
      const changed = change(this.#stored(rows, key))
      return { changes: [{ put: 'assets', key, row: changed }], result: changed }
    })
    this.wrote(key, row)
    return row
  }

  /** This tab has written the row. */
  wrote(key: string, row: AssetRow | undefined): void {
    this.#wrote([{ key, row }])
  }

  /** These were put back; what is at hand is newer. */
  takeBack(rows: readonly AssetRow[]): void {
    for (const row of rows) {
      const key = assetRowKey(row.projectId, row.assetId)
      if (!this.#rows.has(key)) this.#note(key, row)
    }
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
    const changed = await this.#store.transact([bornKey, ...keys], (rows) => {
      const changes = listed.flatMap((row) => {
        const key = assetRowKey(projectId, row.assetId)
        const merged = mergeListed(this.#stored(rows, key) ?? unsent(this.#rows.get(key)), row)
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
    const changed = await letGoOfCopy(this.#store, keys, mediaKey)
    return changed && this.#wrote(changed)
  }

  #wrote<Row extends AssetRow | undefined>(changes: readonly { readonly key: string; readonly row: Row }[]): Row[] {
    for (const { key, row } of changes) this.#note(key, row)
    if (changes.length > 0) this.#ports.onRowsWritten(changes.map(({ key }) => key))
    return changes.map(({ row }) => row)
  }

  async #read(): Promise<void> {
    this.#written = new Map()
    const bornKnown = this.#ports.bornKnown()
    const rows = new Map(await this.#store.all('assets'))
    // Asked after them: where it is the one that was known before, it was so meanwhile.
    const isGone = isAnother(await this.#store.get(...bornKey), bornKnown)
    const damaged = await this.#damaged.among(this.#store, rows, this.#rows)
    // What is not put back yet is as it was, and not gone.
    for (const [key, row] of this.#rows)
      if (damaged.has(key) || (isGone && isToPutBack(row, rows.get(key)))) rows.set(key, row)
    this.#rows = rows
    this.#list = undefined
    for (const [key, row] of this.#written) this.#note(key, row)
    this.#isRead = true
  }

  #stored(rows: Rows, key: string): AssetRow | undefined {
    return storedOrKnown(rows, key, this.#rows.get(key), this.#ports.bornKnown())
  }

  #note(key: string, row: AssetRow | undefined): void {
    this.#list = undefined
    if (row) this.#rows.set(key, row)
    else this.#rows.delete(key)
    this.#written.set(key, row)
  }
}
