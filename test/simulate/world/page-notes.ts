import type { Inventory } from '../../../client-lib/storage/inventory.ts'
import { MemoryInventory } from '../../unit/client/memory-inventory.ts'
import type { Chance } from '../chance/chance.ts'
import type { VirtualTime } from '../time/virtual-time.ts'
import type { SimPage } from './sim-page.ts'

type Write = (notes: Inventory) => void

/** What the browser has of an account's notes; pages see each other's some milliseconds later, as processes do. */
export class DeviceNotes {
  readonly #stored = new MemoryInventory()
  readonly #pages = new Set<(write: Write) => void>()

  /** What a page begins with. */
  copy(): MemoryInventory {
    const copy = new MemoryInventory()
    for (const note of this.#stored.notes()) copy.note(note)
    for (const born of this.#stored.removed()) copy.setRemoved(born, true)
    return copy
  }

  /** @param from who has seen it already */
  write(write: Write, from?: (write: Write) => void): void {
    write(this.#stored)
    for (const tell of this.#pages) if (tell !== from) tell(write)
  }

  /** Told of what others write, from now on. */
  listen(tell: (write: Write) => void): void {
    this.#pages.add(tell)
  }

  /** By the browser, for every page. */
  clear(): void {
    this.write((notes) => notes.clear())
  }
}

/** Notes beside the rows: a page that lives has written them when the call returns. */
export function pageNotes(device: DeviceNotes, page: SimPage, time: VirtualTime, chance: Chance): Inventory {
  const notes = device.copy()
  const delays = chance.fork('notes of others')
  let heardAtMs = 0
  const hear = (write: Write) => {
    if (page.state === 'gone') return
    heardAtMs = Math.max(heardAtMs, time.nowMs + delays.whole(0, 30))
    time.after(heardAtMs - time.nowMs, () => page.run(() => write(notes)))
  }
  device.listen(hear)
  const put = (write: Write) => {
    if (page.state === 'gone') return
    write(notes)
    device.write(write, hear)
  }
  return {
    notes: () => notes.notes(),
    note: (note) => put((at) => at.note(note)),
    remove: (table, key) => put((at) => at.remove(table, key)),
    clear: () => put((at) => at.clear()),
    setRemoved: (...removed) => put((at) => at.setRemoved(...removed)),
    removed: () => notes.removed(),
  }
}
