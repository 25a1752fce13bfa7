import type { LocalStore } from '../storage/local-store.ts'
import { type AssetRow, isBeingCancelled } from './asset-row.ts'

type ByKey = ReadonlyMap<string, AssetRow>

/** Rows of files that were damaged under this page, and are not put back yet. */
export class DamagedRows {
  readonly #keys = new Set<string>()
  /** Rows of every table that had been set aside by the last look. */
  #setAside = 0

  /** @param known as the rows were at hand before `read` was read */
  async among(store: LocalStore, read: ByKey, known: ByKey): Promise<ReadonlySet<string>> {
    const aside = await store.setAside()
    // What was set aside earlier and put back may have been removed since.
    for (const { table, key } of aside.slice(this.#setAside)) if (table === 'assets') this.#keys.add(key)
    this.#setAside = aside.length
    for (const key of this.#keys) if (read.has(key) || mayBeGone(known.get(key))) this.#keys.delete(key)
    return this.#keys
  }
}

/** Nothing is at hand of it, or it may be gone because it was to go. */
function mayBeGone(row: AssetRow | undefined): boolean {
  return !row || isBeingCancelled(row)
}
