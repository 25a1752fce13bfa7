import 'fake-indexeddb/auto'
import { deleteDB, openDB } from 'idb'
import { expect, test, vi } from 'vitest'
import { IdbLocalStore } from '../../../client-lib/storage/idb-local-store.ts'
import type { Change } from '../../../client-lib/storage/local-store.ts'
import type { SetAsideRow } from '../../../client-lib/storage/set-aside-row.ts'
import { StorageFull } from '../../../client-lib/storage/storage-full.ts'
import { StorageUnavailable } from '../../../client-lib/storage/storage-unavailable.ts'
import { tableNames } from '../../../client-lib/storage/table-schemas.ts'
import type { TableName } from '../../../client-lib/storage/tables.ts'
import { keep, pause } from './device-table.ts'
import { describeLocalStore } from './local-store.suite.ts'
import rowsOfVersion1 from './stored-rows/rows-1.json' with { type: 'json' }

let databases = 0

describeLocalStore(() => {
  const name = `suite-${++databases}`
  return {
    open: () => new IdbLocalStore(name),
    async writeRaw(table, key, raw) {
      const database = await openDB(name)
      await database.put(table, raw, key)
      database.close()
    },
    async setAside() {
      const database = await openDB(name)
      const rows: SetAsideRow[] = await database.getAll('set_aside')
      database.close()
      return rows
    },
  }
})

test('[LS1] a write is one transaction that asks for strict durability', async () => {
  const asked = vi.spyOn(IDBDatabase.prototype, 'transaction')
  await keep(new IdbLocalStore('strict'))
  expect(asked.mock.calls.filter(([, mode]) => mode === 'readwrite').map(([, , options]) => options)).toEqual([
    { durability: 'strict' },
  ])
  asked.mockRestore()
})

test('[LS4] a database of an earlier version gets the table of pieces, and keeps its rows', async () => {
  const earlier = await openDB('earlier', 1, {
    upgrade(database) {
      for (const name of ['lanes', 'documents', 'conflicts', 'assets', 'listing', 'device']) {
        database.createObjectStore(name)
      }
      database.createObjectStore('set_aside', { autoIncrement: true })
    },
  })
  await earlier.put('device', pause.row, 'pause')
  earlier.close()
  const store = new IdbLocalStore('earlier')
  expect(await store.get('device', 'pause')).toEqual(pause.row)
  expect(await store.all('pieces')).toEqual([])
})

test('a connection that the browser dropped is opened once more', async () => {
  const store = new IdbLocalStore('dropped')
  await keep(store)
  const opened = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
    throw new DOMException('the connection is closing', 'InvalidStateError')
  })
  expect(await store.get('device', 'pause')).toEqual(pause.row)
  opened.mockRestore()
})

test('a newer version of the app gets the database at once, and the old one says that it cannot go on', async () => {
  const store = new IdbLocalStore('upgraded')
  await keep(store)
  const newer = await openDB('upgraded', 99)
  await expect(store.get('device', 'pause')).rejects.toBeInstanceOf(StorageUnavailable)
  newer.close()
})

test('[LS5] an older tab that holds on is said, and the store opens once it is closed', async () => {
  const older = await openDB('held', 1)
  const store = new IdbLocalStore('held')
  for (let tries = 0; tries < 2; tries += 1)
    await expect(store.get('device', 'pause')).rejects.toThrow('close the other tabs')
  older.close()
  await vi.waitFor(async () => expect(await store.get('device', 'pause')).toBeUndefined())
  await keep(store)
  expect(await store.get('device', 'pause')).toEqual(pause.row)
})

test('[LS2] a refused write is StorageFull, and nothing of it is kept', async () => {
  const store = new IdbLocalStore('full')
  await keep(store)
  const refuse = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
    throw new DOMException('no room', 'QuotaExceededError')
  })
  await expect(keep(store)).rejects.toBeInstanceOf(StorageFull)
  refuse.mockRestore()
  expect(await store.get('device', 'pause')).toEqual(pause.row)
})

test('[LS10] a database that is deleted under it is told of, and made anew', async () => {
  let dropped = 0
  const store = new IdbLocalStore('deleted', () => {
    dropped += 1
  })
  await keep(store)
  await deleteDB('deleted')
  expect(dropped).toBe(1)
  expect(await store.get('device', 'pause')).toBeUndefined()
  await keep(store)
  expect(await store.get('device', 'pause')).toEqual(pause.row)
})

test('[LS8] a database with rows of every table as the first version wrote them opens, and writes them back', async () => {
  const store = new IdbLocalStore('first-version')
  await store.get('device', 'pause')
  const database = await openDB('first-version')
  const rows = Object.entries<Record<string, object>>(rowsOfVersion1)
  for (const [table, stored] of rows)
    for (const [key, raw] of Object.entries(stored))
      await database.put(table, table === 'pieces' ? { ...raw, bytes: new ArrayBuffer(2) } : raw, key)
  database.close()
  // Sound: a table's own row under its own key.
  for (const table of tableNames)
    for (const [key, row] of await store.all(table))
      await store.transact([], () => ({ changes: [{ put: table, key, row } as Change], result: undefined }))
  for (const [table, stored] of rows)
    expect((await store.all(table as TableName)).map(([key]) => key)).toEqual(Object.keys(stored).sort())
  expect(await store.setAside()).toEqual([])
})

test('[LS12, LS14] without IndexedDB it says so as a store that is given to nobody', async () => {
  const before = globalThis.indexedDB
  vi.stubGlobal('indexedDB', undefined)
  await expect(new IdbLocalStore('none').get('device', 'pause')).rejects.toMatchObject({ fault: 'fatal' })
  vi.stubGlobal('indexedDB', {
    ...before,
    open: () => {
      throw new DOMException('denied', 'SecurityError')
    },
  })
  await expect(new IdbLocalStore('denied').get('device', 'pause')).rejects.toMatchObject({ fault: 'fatal' })
  vi.unstubAllGlobals()
})

test('[LS5, LS14] a database of a newer version is held, and not tried again and again', async () => {
  ;(await openDB('newer', 99)).close()
  const opened = vi.spyOn(indexedDB, 'open')
  await expect(new IdbLocalStore('newer').get('device', 'pause')).rejects.toMatchObject({ fault: 'held' })
  expect(opened).toHaveBeenCalledTimes(1)
  opened.mockRestore()
})

test('[LS3] a row that another tab has made good since it was read is not set aside', async () => {
  const [one, other] = [new IdbLocalStore('made-good'), new IdbLocalStore('made-good')]
  await keep(one)
  const raw = await openDB('made-good')
  await raw.put('device', { kind: 'pause', of: 'nobody' }, 'pause')
  const reading = one.get('device', 'pause')
  const listing = one.all('device')
  await keep(other)
  expect(await reading).toBeUndefined()
  await listing
  expect(await other.get('device', 'pause')).toEqual(pause.row)
  raw.close()
})
