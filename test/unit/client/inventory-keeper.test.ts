import { expect, test } from 'vitest'
import { createInventoryKeeper } from '../../../client-lib/lifecycle/inventory-keeper.ts'
import { type LaneRow, newLane } from '../../../client-lib/queue/lane-row.ts'
import type { LaneView } from '../../../client-lib/queue/lane-view.ts'
import { MemoryInventory } from './memory-inventory.ts'

const viewOf = (lane: LaneRow): LaneView => ({ lane, conflict: undefined })
const queued = (projectId: string) =>
  viewOf({ ...newLane(projectId), state: { kind: 'queued', next: { hash: 'a', savedAtMs: 1 } } })
const settled = (projectId: string) => viewOf({ ...newLane(projectId), acknowledged: { version: 1, hash: 'a' } })

test('[LS11] what is noted of a lane stays until that lane was read', () => {
  const inventory = new MemoryInventory()
  createInventoryKeeper(inventory).look([queued('film'), queued('song')], undefined)
  const next = createInventoryKeeper(inventory)
  next.look([], undefined)
  next.look([settled('song')], undefined)
  expect(inventory.notes().map(({ key }) => key)).toEqual(['film'])
  next.look([settled('song'), settled('film')], undefined)
  expect(inventory.notes()).toEqual([])
})
