import 'fake-indexeddb/auto'
import { forceCloseDatabase } from 'fake-indexeddb'
import { afterEach, expect, test, vi } from 'vitest'
import { IdbConnection } from '../../../client-lib/storage/idb-connection.ts'
import { doneOf } from '../../../client-lib/storage/idb-done.ts'
import { IdbLocalStore } from '../../../client-lib/storage/idb-local-store.ts'
import { resultOf } from '../../../client-lib/storage/idb-result.ts'
import { StorageFull } from '../../../client-lib/storage/storage-full.ts'
import { storedValue } from '../../../client-lib/storage/stored-value.ts'

const shape = { version: 1, upgrade: (database: IDBDatabase) => void database.createObjectStore('device') }
const count = (database: IDBDatabase) => resultOf(database.transaction('device').objectStore('device').count())

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const pause = { put: 'device', key: 'pause', row: { schemaVersion: 1, kind: 'pause', paused: true } } as const
const keep = (store: IdbLocalStore) => store.transact([], () => ({ changes: [pause], result: undefined }))

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

test('[LS14] what has ended a transaction is told by its own name', async () => {
  const connection = new IdbConnection('added-twice', shape)
  const adding = connection.run((database) => {
    const transaction = database.transaction('device', 'readwrite')
    for (let times = 0; times < 2; times += 1) transaction.objectStore('device').add('once', 'key')
    return doneOf(transaction)
  })
  await expect(adding).rejects.toMatchObject({ name: 'StorageUnavailable', fault: 'invalid-data' })
})

test('[LS2] a database that was refused once is asked for again by the next call', async () => {
  const connection = new IdbConnection('refused-once', shape)
  vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
    throw new DOMException('no room', 'QuotaExceededError')
  })
  await expect(connection.run(count)).rejects.toBeInstanceOf(StorageFull)
  expect(await connection.run(count)).toBe(0)
})

test('[LS15] a database that does not open is told after 20 seconds, and asked for anew by the next call', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const connection = new IdbConnection('silent', shape)
  const late = Promise.withResolvers<{ open: () => void; database: IDBDatabase }>()
  const { open } = indexedDB
  const asked = vi.spyOn(indexedDB, 'open').mockImplementationOnce((...how) => {
    const request = open.apply(indexedDB, how)
    const dispatch = request.dispatchEvent.bind(request)
    request.dispatchEvent = (event) => {
      if (event.type !== 'success') return dispatch(event)
      late.resolve({ open: () => dispatch(event), database: request.result })
      return true
    }
    return request
  })
  const first = connection.run(count).catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(20_000)
  expect(await first).toMatchObject({ name: 'StorageUnavailable', message: expect.stringContaining('does not answer') })
  expect(await connection.run(count)).toBe(0)
  // Nobody waits for it any more, and nobody would close it.
  const { open: openLate, database } = await late.promise
  openLate()
  await vi.waitFor(() => expect(() => database.transaction('device')).toThrow('InvalidStateError'))
  expect(await connection.run(count)).toBe(0)
  expect(asked).toHaveBeenCalledTimes(2)
  expect(vi.getTimerCount()).toBe(0)
})

test('[QU10] a close lets go of the database', async () => {
  const connection = new IdbConnection('let-go', shape)
  const database = await connection.run(async (open) => open)
  connection.close()
  await vi.waitFor(() => expect(() => database.transaction('device')).toThrow('InvalidStateError'))
})

test('[LS1] a transaction that is ended as it is committed is no write', async () => {
  const store = new IdbLocalStore('ended-at-commit')
  vi.spyOn(IDBTransaction.prototype, 'commit').mockImplementation(function (this: IDBTransaction) {
    this.abort()
  })
  await expect(keep(store)).rejects.toMatchObject({ fault: 'transient' })
  expect(await store.get('device', 'pause')).toBeUndefined()
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

test('[LS1] of changes of which one cannot be kept none is', async () => {
  const store = new IdbLocalStore('one-of-two')
  const row = { ...pause.row, paused: () => true } as never
  const changes = [pause, { ...pause, key: 'other', row }]
  await expect(store.transact([], () => ({ changes, result: undefined }))).rejects.toMatchObject({
    fault: 'invalid-data',
  })
  expect(await store.get('device', 'pause')).toBeUndefined()
})

test('[LS1] what a page has not committed as it is frozen is made anew, and nothing listens on', async () => {
  const page = new EventTarget()
  const left = vi.spyOn(page, 'removeEventListener')
  vi.stubGlobal('document', page)
  const store = new IdbLocalStore('frozen')
  let tries = 0
  await store.transact([], () => {
    tries += 1
    if (tries === 1) page.dispatchEvent(new Event('freeze'))
    return { changes: [pause], result: undefined }
  })
  expect(tries).toBe(2)
  expect(left).toHaveBeenCalledTimes(2)
  expect(await store.get('device', 'pause')).toEqual(pause.row)
})

test('[LS3] only a value that is lost reads as one', async () => {
  const failing = (name: string) => {
    const request = { error: new DOMException('', name) } as unknown as IDBRequest<string>
    queueMicrotask(() => request.onerror?.(new Event('error')))
    return request
  }
  expect(await storedValue(failing('NotReadableError'))).toBeNull()
  await expect(storedValue(failing('UnknownError'))).rejects.toMatchObject({ name: 'UnknownError' })
})
