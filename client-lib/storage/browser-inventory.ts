import type { Inventory, InventoryNote } from './inventory.ts'
import { tableNames } from './table-schemas.ts'

/** Tells no account, and begins the keys of none. */
const removed = 'reelsync-_removed/'

/**
 * In localStorage, which browsers leave where they evict a database for want of room, and whose writes are done when
 * they return. What clears the whole site clears it too.
 * @param name the device's database
 */
export function browserInventory(name: string): Inventory {
  const prefix = `${name}/`
  const keys = (begin = prefix) =>
    withStorage((storage) => Object.keys(storage).filter((key) => key.startsWith(begin))) ?? []
  const drop = (key: string) => withStorage((storage) => storage.removeItem(key))
  return {
    notes: () => keys().flatMap((key) => readNote(prefix, key)),
    note: ({ table, key, raw }) =>
      withStorage((storage) => storage.setItem(`${prefix}${table}/${key}`, JSON.stringify(raw))),
    remove: (table, key) => drop(`${prefix}${table}/${key}`),
    clear: () => keys().forEach(drop),
    setRemoved: (born, isRemoved) =>
      isRemoved ? withStorage((storage) => storage.setItem(removed + born, '')) : drop(removed + born),
    removed: () => keys(removed).map((key) => key.slice(removed.length)),
  }
}

function readNote(prefix: string, at: string): InventoryNote[] {
  const [name, ...key] = at.slice(prefix.length).split('/')
  const table = tableNames.find((one) => one === name)
  const raw: unknown = withStorage((storage) => JSON.parse(storage.getItem(at) ?? 'null'))
  return table && raw ? [{ table, key: key.join('/'), raw }] : []
}

/** Undefined where there is none, or it refuses. */
function withStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(localStorage)
  } catch {
    return undefined
  }
}
