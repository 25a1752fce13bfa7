import type { Item } from '../storage/dynamo-refused-item.ts'
import { RowTooNew } from './row-too-new.ts'
import { newestVersion, versionOf } from './row-version.ts'
import type { Upcaster } from './upcaster.ts'

/**
 * A row as a later version has it.
 *
 * @param to the newest when left out
 * @throws RowTooNew | ValiError
 */
export function upcastRow(upcasters: readonly Upcaster[], item: Item, to = newestVersion(upcasters)): Item {
  const from = versionOf(item)
  if (from > newestVersion(upcasters)) throw new RowTooNew(from, newestVersion(upcasters))
  let row = item
  for (const [index, upcaster] of upcasters.slice(0, to - 1).entries()) {
    if (index >= from - 1) row = { ...step(upcaster, row), schema_version: index + 2 }
  }
  return row
}

function step({ reads, removes = [], sets }: Upcaster, row: Item): Item {
  const read = Object.entries(row).filter(([name]) => reads.includes(name))
  const kept = Object.entries(row).filter(([name]) => !removes.includes(name))
  return { ...Object.fromEntries(kept), ...sets(Object.fromEntries(read)) }
}
