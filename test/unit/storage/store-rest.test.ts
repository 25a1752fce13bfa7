import { expect, test } from 'vitest'
import { guardStore } from '../../../client-lib/storage/guard-store.ts'
import type { LocalStore } from '../../../client-lib/storage/local-store.ts'
import { MemoryLocalStore } from '../../../client-lib/storage/memory-local-store.ts'
import { StorageFull } from '../../../client-lib/storage/storage-full.ts'
import { StorageUnavailable } from '../../../client-lib/storage/storage-unavailable.ts'
import { Deposed } from '../../../client-lib/tabs/deposed.ts'
import { HandClock } from '../../../testing/time/hand-clock.ts'
import { failed, failingStore, held, look, transient } from './failing-as-told.ts'

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
