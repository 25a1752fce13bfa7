import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { newLane } from '../../../client-lib/queue/lane-row.ts'
import { browserInventory } from '../../../client-lib/storage/browser-inventory.ts'
import type { Inventory, InventoryNote } from '../../../client-lib/storage/inventory.ts'
import { MemoryInventory } from '../client/memory-inventory.ts'

/** As browsers have it: the entries are the object's own properties. */
function fakeStorage(): Storage {
  const methods = {
    getItem: (key: string) => (Object.hasOwn(storage, key) ? storage[key] : null),
    setItem: (key: string, value: string) => {
      storage[key] = value
    },
    removeItem: (key: string) => void delete storage[key],
  }
  const storage = Object.create(methods)
  return storage
}

beforeEach(() => vi.stubGlobal('localStorage', fakeStorage()))
afterEach(() => vi.unstubAllGlobals())

const film: InventoryNote = { table: 'lanes', key: 'film', raw: newLane('film') }
const clip: InventoryNote = { table: 'assets', key: 'film/clip', raw: { assetId: 'clip' } }

describe.each<[string, (name: string) => Inventory]>([
  ['memory', () => new MemoryInventory()],
  ['the browser', browserInventory],
])('in %s', (_, open) => {
  test('[LS11] what is noted is there, the newest of each, until it is removed', () => {
    const inventory = open('reelsync-ada')
    inventory.note({ ...film, raw: 'older' })
    inventory.note(film)
    inventory.note(clip)
    expect(inventory.notes()).toEqual(expect.arrayContaining([film, clip]))
    inventory.remove('lanes', 'film')
    expect(inventory.notes()).toEqual([clip])
    inventory.clear()
    expect(inventory.notes()).toEqual([])
  })
})

test.each<[string, () => Inventory]>([
  ['memory', () => new MemoryInventory()],
  ['the browser', () => browserInventory('reelsync-ada')],
])('[AC3] in %s, what was removed on purpose stays known by the database’s own name', (_, open) => {
  const inventory = open()
  inventory.note(film)
  inventory.setRemoved('one', true)
  inventory.clear()
  expect([inventory.removed(), inventory.notes()]).toEqual([['one'], []])
  inventory.setRemoved('one', false)
  expect(inventory.removed()).toEqual([])
})

test('[AC3] what is left of it tells no account', () => {
  browserInventory('reelsync-ada').setRemoved('one', true)
  expect(Object.keys(localStorage)).toEqual(['reelsync-_removed/one'])
})

test('[LS11] each account has notes of its own, and finds them again', () => {
  browserInventory('reelsync-ada').note(film)
  browserInventory('reelsync-ad').note(clip)
  localStorage.setItem('reelsync-ada/no_table/film', '{}')
  localStorage.setItem('reelsync-ada/lanes/torn', '{"schemaVersion":')
  expect(browserInventory('reelsync-ada').notes()).toEqual([film])
  browserInventory('reelsync-ada').clear()
  expect(browserInventory('reelsync-ad').notes()).toEqual([clip])
})

test('[LS11] where the browser refuses it, nothing is noted and nothing fails', () => {
  vi.stubGlobal('localStorage', undefined)
  const inventory = browserInventory('reelsync-ada')
  inventory.note(film)
  inventory.remove('lanes', 'film')
  inventory.clear()
  expect(inventory.notes()).toEqual([])
})
