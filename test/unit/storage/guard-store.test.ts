import { expect, test } from 'vitest'
import { guardStore } from '../../../client-lib/storage/guard-store.ts'
import type { LocalStore } from '../../../client-lib/storage/local-store.ts'
import { MemoryLocalStore, memoryDisk } from '../../../client-lib/storage/memory-local-store.ts'
import { StorageFull } from '../../../client-lib/storage/storage-full.ts'
import { StorageUnavailable } from '../../../client-lib/storage/storage-unavailable.ts'
import { Deposed } from '../../../client-lib/tabs/deposed.ts'
import { HandClock } from '../../../testing/time/hand-clock.ts'
import { describeLocalStore } from './local-store.suite.ts'

/** A store that fails as it is told, and counts how often it is asked. */
function failingStore() {
  const rows = new MemoryLocalStore()
  const told = { failure: undefined as Error | undefined, asked: 0 }
  const ask = <T>(use: () => Promise<T>): Promise<T> => {
    told.asked += 1
    return told.failure ? Promise.reject(told.failure) : use()
  }
  const store: LocalStore = {
    get: (table, key) => ask(() => rows.get(table, key)),
    all: (table, under) => ask(() => rows.all(table, under)),
    transact: (keys, decide) => ask(() => rows.transact(keys, decide)),
    setAside: () => ask(() => rows.setAside()),
    close: () => rows.close(),
  }
  return { store, told }
}

const transient = () => new StorageUnavailable('lost', 'The connection is lost.')
const fatal = () => new StorageUnavailable('denied', undefined, 'fatal')
const held = () => new StorageUnavailable('blocked', undefined, 'held')
const look = ({ store }: { store: LocalStore }) => store.get('device', 'pause')

async function failed(guarded: { store: LocalStore }, times: number): Promise<void> {
  for (let failures = 0; failures < times; failures += 1) await look(guarded).catch(() => undefined)
}

describeLocalStore(() => {
  const disk = memoryDisk()
  return {
    open: () => guardStore(new MemoryLocalStore(disk), new HandClock()).store,
    writeRaw: async (table, key, raw) => void disk.tables.set(`${table}/${key}`, raw),
    setAside: async () => disk.setAside,
  }
})

test('[LS13] a store that failed three times in a row is left alone, and each call says why', async () => {
  const { store, told } = failingStore()
  const guarded = guardStore(store, new HandClock())
  told.failure = transient()
  await failed(guarded, 20)
  expect(told.asked).toBe(3)
  await expect(look(guarded)).rejects.toThrow('The connection is lost.')
})

test('[LS13] after a while one call asks, the rest of them wait for its answer; each failure makes the while longer', async () => {
  const { store, told } = failingStore()
  const clock = new HandClock()
  const guarded = guardStore(store, clock)
  told.failure = transient()
  await failed(guarded, 3)
  for (const restMs of [5000, 10_000, 20_000, 40_000, 60_000, 60_000]) {
    clock.advance(restMs - 1)
    const before = told.asked
    await failed(guarded, 1)
    expect(told.asked).toBe(before)
    clock.advance(1)
    await Promise.all([failed(guarded, 1), failed(guarded, 1)])
    expect(told.asked).toBe(before + 1)
  }
  clock.advance(60_000)
  told.failure = undefined
  expect(await look(guarded)).toBeUndefined()
  told.failure = transient()
  const before = told.asked
  await failed(guarded, 5)
  expect(told.asked).toBe(before + 3)
})

test('[LS13] calls that were let through together make one rest, also where one of them fails late', async () => {
  const { store, told } = failingStore()
  const clock = new HandClock()
  const { promise: late, reject: failLate } = Promise.withResolvers<undefined>()
  let isLate = true
  const guarded = guardStore({ ...store, get: (...key) => (isLate ? late : store.get(...key)) }, clock)
  const waiting = look(guarded).catch(() => undefined)
  isLate = false
  told.failure = transient()
  await failed(guarded, 3)
  clock.advance(4000)
  failLate(transient())
  await waiting
  told.failure = undefined
  clock.advance(1000)
  expect(await look(guarded)).toBeUndefined()
})

test('[LS13] a retry ends the rest at once, also where the last call was never answered', async () => {
  const { store, told } = failingStore()
  const clock = new HandClock()
  let hangs = false
  const hanging: LocalStore = { ...store, get: (...key) => (hangs ? new Promise(() => undefined) : store.get(...key)) }
  const guarded = guardStore(hanging, clock)
  told.failure = transient()
  await failed(guarded, 3)
  hangs = true
  guarded.retry()
  void look(guarded)
  await expect(look(guarded)).rejects.toThrow('The connection is lost.')
  hangs = false
  told.failure = undefined
  guarded.retry()
  expect(await look(guarded)).toBeUndefined()
})

test('[LS13] a retry of a store that answers holds no call up', async () => {
  const { store, told } = failingStore()
  const guarded = guardStore(store, new HandClock())
  await look(guarded)
  guarded.retry()
  expect(await Promise.all([look(guarded), look(guarded)])).toEqual([undefined, undefined])
  expect(told.asked).toBe(3)
})

test('[LS13] the call that tells whether it answers may be one that its own decision ends, as a replaced leader’s', async () => {
  const { store, told } = failingStore()
  const clock = new HandClock()
  const guarded = guardStore(store, clock)
  told.failure = transient()
  await failed(guarded, 3)
  told.failure = undefined
  clock.advance(5000)
  const refuse = () => {
    throw new Deposed()
  }
  await expect(guarded.store.transact([], refuse)).rejects.toBeInstanceOf(Deposed)
  expect(await look(guarded)).toBeUndefined()
})

test.each([
  ['full', new StorageFull()],
  ['refusing one row', new StorageUnavailable('clone', undefined, 'invalid-data')],
  ['held by another version', held()],
])('[LS13] a store that is %s does answer, and is asked each time', async (_, failure) => {
  const { store, told } = failingStore()
  const guarded = guardStore(store, new HandClock(), () => new MemoryLocalStore())
  told.failure = failure
  await failed(guarded, 20)
  expect(told.asked).toBe(20)
  expect(guarded.isDurable()).toBe(true)
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
