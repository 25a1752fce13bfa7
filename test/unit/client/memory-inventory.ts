import type { Inventory, InventoryNote } from '../../../client-lib/storage/inventory.ts'

/** What a device notes beside its rows, as long as the test lives. */
export class MemoryInventory implements Inventory {
  readonly #notes = new Map<string, InventoryNote>()
  readonly #removed = new Set<string>()

  notes(): readonly InventoryNote[] {
    return [...this.#notes.values()]
  }

  note(note: InventoryNote): void {
    this.#notes.set(`${note.table}/${note.key}`, structuredClone(note))
  }

  remove(table: InventoryNote['table'], key: string): void {
    this.#notes.delete(`${table}/${key}`)
  }

  clear(): void {
    this.#notes.clear()
  }

  setRemoved(born: string, isRemoved: boolean): void {
    if (isRemoved) this.#removed.add(born)
    else this.#removed.delete(born)
  }

  removed(): readonly string[] {
    return [...this.#removed]
  }
}
