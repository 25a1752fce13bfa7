import 'fake-indexeddb/auto'
import { afterEach, expect, test, vi } from 'vitest'
import { IdbConnection } from '../../../client-lib/storage/idb-connection.ts'
import { doneOf } from '../../../client-lib/storage/idb-done.ts'
import { IdbLocalStore } from '../../../client-lib/storage/idb-local-store.ts'
import { StorageFull } from '../../../client-lib/storage/storage-full.ts'
import { storedValue } from '../../../client-lib/storage/stored-value.ts'
import { count, keep, pause, shape } from './device-table.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
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
