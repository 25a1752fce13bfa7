import 'fake-indexeddb/auto'
import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb'
import { afterEach, expect, test, vi } from 'vitest'
import { IdbConnection } from '../../../client-lib/storage/idb-connection.ts'
import { resultOf } from '../../../client-lib/storage/idb-result.ts'
import { withDatabases } from '../../../client-lib/storage/with-databases.ts'
import { shape } from './device-table.ts'

afterEach(() => vi.unstubAllGlobals())

const put = (database: IDBDatabase) =>
  resultOf(database.transaction('device', 'readwrite').objectStore('device').put('row', 'key'))

/** A page of WebKit: what it and its frames had opened is dropped with the process that stores, and opens no more. */
function webKitPage() {
  const stored = new IDBFactory()
  const open = new Set<IDBDatabase>()
  let made = factoryOfPage()
  const frames: { contentWindow: { indexedDB: typeof made.factory } | null; remove(): void }[] = []

  function factoryOfPage() {
    const state = { isDead: false }
    const factory = {
      open(name: string, version: number) {
        if (state.isDead) {
          const error = new DOMException('Connection to Indexed Database server lost. Refresh the page', 'UnknownError')
          const request = { error, onerror: () => undefined }
          queueMicrotask(() => request.onerror())
          return request
        }
        const request = stored.open(name, version)
        request.addEventListener('success', () => open.add(request.result as unknown as IDBDatabase))
        return request
      },
    }
    return { state, factory }
  }

  const page = {
    stored,
    frames,
    factory: made.factory,
    endProcess() {
      made.state.isDead = true
      for (const database of open) forceCloseDatabase(database as never)
      open.clear()
    },
    document: {
      documentElement: { append: (frame: (typeof frames)[number]) => void frames.push(frame) },
      createElement() {
        made = factoryOfPage()
        const frame = {
          contentWindow: { indexedDB: made.factory } as { indexedDB: typeof made.factory } | null,
          remove() {
            frame.contentWindow = null
            frames.splice(frames.indexOf(frame), 1)
          },
        }
        return frame
      },
    },
  }
  return page
}

test('[LS16] a page that WebKit opens no database any more goes on by a frame, each time, and keeps one frame', async () => {
  const page = webKitPage()
  vi.stubGlobal('indexedDB', page.factory)
  vi.stubGlobal('document', page.document)
  const [rows, media] = [new IdbConnection('rows', shape), new IdbConnection('media', shape)]
  await Promise.all([rows.run(put), media.run(put)])
  expect(page.frames).toHaveLength(0)
  for (let times = 0; times < 2; times += 1) {
    page.endProcess()
    expect(await Promise.all([rows.run(put), media.run(put)])).toEqual(['key', 'key'])
    expect(page.frames).toHaveLength(1)
  }
  page.frames[0]?.remove()
})

test('[LS16] in a worker, which can make no frame, the store fails for a while', async () => {
  const page = webKitPage()
  vi.stubGlobal('indexedDB', page.factory)
  const connection = new IdbConnection('rows', shape)
  await connection.run(put)
  page.endProcess()
  await expect(connection.run(put)).rejects.toMatchObject({ fault: 'transient' })
})

test('[LS16] what was under way as the process died is asked once more, and what the browser refuses is not', async () => {
  vi.stubGlobal('document', webKitPage().document)
  const ended = new DOMException('An internal error was encountered in the Indexed Database server', 'UnknownError')
  const list = vi.fn(async () => ['rows']).mockRejectedValueOnce(ended)
  expect(await withDatabases(list)).toEqual(['rows'])
  expect(list).toHaveBeenCalledTimes(2)
  const refused = vi.fn().mockRejectedValue(new DOMException('Not here.', 'SecurityError'))
  await expect(withDatabases(refused)).rejects.toMatchObject({ name: 'SecurityError' })
  expect(refused).toHaveBeenCalledTimes(1)
})
