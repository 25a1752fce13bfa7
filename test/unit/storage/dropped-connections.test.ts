import 'fake-indexeddb/auto'
import { forceCloseDatabase } from 'fake-indexeddb'
import { afterEach, expect, test, vi } from 'vitest'
import { IdbConnection } from '../../../client-lib/storage/idb-connection.ts'
import { IdbLocalStore } from '../../../client-lib/storage/idb-local-store.ts'
import { count, keep, pause, shape } from './device-table.ts'

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

function endTransactionsOf(dead: IDBDatabase, error: DOMException): void {
  const { transaction } = IDBDatabase.prototype
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...how) {
    if (this === dead) throw error
    return transaction.apply(this, how)
  })
}

test('[LS14] calls that one dropped connection fails together share the next one', async () => {
  const connection = new IdbConnection('dropped-under-many', shape)
  const dead = await connection.run(async (database) => database)
  endTransactionsOf(dead, new DOMException('the connection is closing', 'InvalidStateError'))
  const opened = vi.spyOn(indexedDB, 'open')
  expect(await Promise.all(Array.from({ length: 20 }, () => connection.run(count)))).toEqual(Array(20).fill(0))
  expect(opened).toHaveBeenCalledTimes(1)
  // The browser says of the old one that it is closed, once the next is in use.
  dead.onclose?.(new Event('close'))
  expect(await connection.run(count)).toBe(0)
  expect(opened).toHaveBeenCalledTimes(1)
})

test('[LS14] a connection that the browser says it has dropped takes none of the next call’s tries', async () => {
  const connection = new IdbConnection('dropped-and-told', shape)
  const dead = await connection.run(async (database) => database)
  const { transaction } = IDBDatabase.prototype
  let next: IDBDatabase = dead
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...how) {
    const isFresh = this !== dead && next !== dead
    next = this
    if (isFresh) return transaction.apply(this, how)
    throw new DOMException('the connection is closing', 'InvalidStateError')
  })
  dead.onclose?.(new Event('close'))
  expect(await connection.run(count)).toBe(0)
})

test('[LS14] a write under way as a site is cleared is made, though the next connection is refused too', async () => {
  const connection = new IdbConnection('cleared', shape)
  const dead = await connection.run(async (database) => database)
  const closed = new DOMException('The connection was closed.', 'AbortError')
  endTransactionsOf(dead, closed)
  vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
    throw closed
  })
  expect(await connection.run(count)).toBe(0)
})

/** As where the site is cleared: only the connection’s `close` tells, neither the transaction nor its request. */
function dropSilently(transaction: IDBTransaction, request?: IDBRequest): void {
  for (const target of request ? [transaction, request] : [transaction])
    vi.spyOn(target, 'dispatchEvent').mockReturnValue(true)
  forceCloseDatabase(transaction.db as never)
}

test('[LS14] a write that a dropped connection leaves without an end is made on the next one, and nothing listens on', async () => {
  const store = new IdbLocalStore('dropped-at-commit')
  const left = vi.spyOn(IDBDatabase.prototype, 'removeEventListener')
  vi.spyOn(IDBTransaction.prototype, 'commit').mockImplementationOnce(function (this: IDBTransaction) {
    dropSilently(this)
  })
  await keep(store)
  expect(left).toHaveBeenCalledTimes(2)
  expect(await store.get('device', 'pause')).toEqual(pause.row)
})

test.each([
  ['read', (store: IdbLocalStore) => store.get('device', 'pause')],
  [
    'read to write',
    (store: IdbLocalStore) =>
      store.transact([['device', 'pause']], (rows) => ({ changes: [], result: rows.get('device', 'pause') })),
  ],
])('[LS14] what a dropped connection leaves unanswered is %s from the next one', async (_, read) => {
  const store = new IdbLocalStore('dropped-at-read')
  await keep(store)
  const { get } = IDBObjectStore.prototype
  vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementationOnce(function (this: IDBObjectStore, key) {
    const request = get.call(this, key)
    dropSilently(this.transaction, request)
    return request
  })
  expect(await read(store)).toEqual(pause.row)
})

test.each(['transaction', 'open'] as const)(
  '[LS17] what a page that comes back from the back/forward cache never hears of (%s) is asked anew, and nothing listens on',
  async (lost) => {
    const page = new EventTarget()
    const left = vi.spyOn(page, 'removeEventListener')
    for (const name of ['addEventListener', 'removeEventListener'] as const) vi.stubGlobal(name, page[name].bind(page))
    const earlier = new IdbLocalStore(`cached-${lost}`)
    await keep(earlier)
    const store = lost === 'open' ? new IdbLocalStore(`cached-${lost}`) : earlier
    const asked = Promise.withResolvers<void>()
    const silence = <R extends IDBRequest>(target: R) => {
      vi.spyOn(target as IDBRequest, 'dispatchEvent').mockReturnValue(true)
      asked.resolve()
      return target
    }
    const { get } = IDBObjectStore.prototype
    const { open } = indexedDB
    if (lost === 'open')
      vi.spyOn(indexedDB, 'open').mockImplementationOnce((...how) => silence(open.apply(indexedDB, how)))
    else
      vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementationOnce(function (this: IDBObjectStore, key) {
        return silence(get.call(this, key))
      })
    const before = left.mock.calls.length
    const read = store.get('device', 'pause')
    await asked.promise
    page.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }))
    page.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
    expect(await read).toEqual(pause.row)
    expect(left).toHaveBeenCalledTimes(before + 2)
  },
)
