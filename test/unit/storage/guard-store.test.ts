import { expect, test } from 'vitest'
import { guardStore } from '../../../client-lib/storage/guard-store.ts'
import { MemoryLocalStore, memoryDisk } from '../../../client-lib/storage/memory-local-store.ts'
import { StorageFull } from '../../../client-lib/storage/storage-full.ts'
import { StorageUnavailable } from '../../../client-lib/storage/storage-unavailable.ts'
import { HandClock } from '../../../testing/time/hand-clock.ts'
import { failed, failingStore, held, look, transient } from './failing-as-told.ts'
import { describeLocalStore } from './local-store.suite.ts'

const fatal = () => new StorageUnavailable('denied', undefined, 'fatal')

describeLocalStore(() => {
  const disk = memoryDisk()
  return {
    open: () => guardStore(new MemoryLocalStore(disk), new HandClock()).store,
    writeRaw: async (table, key, raw) => void disk.tables.set(`${table}/${key}`, raw),
    setAside: async () => disk.setAside,
  }
})

test('[LS12] a store that is refused outright is replaced by memory at once, and not asked again', async () => {
  const { store, told } = failingStore()
  const guarded = guardStore(store, new HandClock(), () => new MemoryLocalStore())
  told.failure = fatal()
  const row = { schemaVersion: 1, kind: 'pause', paused: true } as const
  await guarded.store.transact([], () => ({ changes: [{ put: 'device', key: 'pause', row }], result: undefined }))
  expect(await look(guarded)).toEqual(row)
  expect([guarded.isDurable(), told.asked]).toEqual([false, 1])
})

test.each([
  ['full', new StorageFull(), true],
  ['refusing one row', new StorageUnavailable('clone', undefined, 'invalid-data'), true],
  ['held by another version', held(), false],
])(
  '[LS12] a store that is refused after it was %s is waited for where that told of rows, and else replaced by memory',
  async (_, failure, hasAnswered) => {
    const { store, told } = failingStore()
    const guarded = guardStore(store, new HandClock(), () => new MemoryLocalStore())
    told.failure = failure
    await failed(guarded, 1)
    told.failure = fatal()
    await failed(guarded, 1)
    expect(guarded.isDurable()).toBe(hasAnswered)
  },
)

test('[LS12] one that fails from the start is given ten seconds before memory stands in', async () => {
  const { store, told } = failingStore()
  const clock = new HandClock()
  const guarded = guardStore(store, clock, () => new MemoryLocalStore())
  told.failure = transient()
  await failed(guarded, 3)
  clock.advance(9000)
  await failed(guarded, 1)
  expect(guarded.isDurable()).toBe(true)
  clock.advance(10_000)
  expect(await look(guarded)).toBeUndefined()
  expect(guarded.isDurable()).toBe(false)
})

test('[LS12] one that has answered once is waited for, whatever it says later: its rows are there', async () => {
  const { store, told } = failingStore()
  const clock = new HandClock()
  const guarded = guardStore(store, clock, () => new MemoryLocalStore())
  await look(guarded)
  for (const failure of [fatal(), transient(), held(), fatal()]) {
    told.failure = failure
    for (let times = 0; times < 10; times += 1) {
      clock.advance(60_000)
      await failed(guarded, 3)
    }
  }
  expect(guarded.isDurable()).toBe(true)
})
