import 'fake-indexeddb/auto'
import { deleteDB, openDB } from 'idb'
import { expect, test, vi } from 'vitest'
import { eraseFromDevice } from '../../../client-lib/device-accounts/erase-from-device.ts'
import { IndexedDbMediaStore } from '../../../client-lib/media-store/indexed-db-media-store.ts'
import { mediaDatabaseName } from '../../../client-lib/media-store/media-database-name.ts'
import { pieceKey } from '../../../client-lib/media-store/piece-key.ts'
import { IdbLocalStore } from '../../../client-lib/storage/idb-local-store.ts'
import { describeMediaStore } from './media-store.suite.ts'

let opened = 0
const open = () => IndexedDbMediaStore.open(`media-${++opened}`)

describeMediaStore({ name: 'IndexedDB', open })

test('what a killed page left half-written is listed, and can be removed', async () => {
  const store = await open()
  const database = await openDB(mediaDatabaseName(`media-${opened}`))
  await database.put('chunks', new Uint8Array([1]).buffer, ['half', 'attempt', 0])
  expect(await store.keys()).toEqual(['half'])
  expect(await store.open('half')).toBeUndefined()
  await store.remove('half')
  expect(await store.keys()).toEqual([])
  database.close()
  store.close()
})

test('[LS6] an account’s rows and files live side by side under its name, and both go from the device', async () => {
  const rows = new IdbLocalStore('ada')
  const pause = { schemaVersion: 1, kind: 'pause', paused: true } as const
  const keep = () =>
    rows.transact([], () => ({ changes: [{ put: 'device', key: 'pause', row: pause }], result: undefined }))
  await keep()
  const files = await IndexedDbMediaStore.open('ada')
  await files.write('clip', new Blob(['a clip']).stream(), new AbortController().signal)
  expect(await (await files.open('clip'))?.text()).toBe('a clip')
  expect(await rows.get('device', 'pause')).toEqual(pause)
  rows.close()
  // The other tab's connections are open: they let go by themselves.
  const ofOtherTab = new IdbLocalStore('ada')
  await ofOtherTab.get('device', 'pause')
  await eraseFromDevice('ada')
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^ada/)]),
  )
  expect(await new IdbLocalStore('ada').get('device', 'pause')).toBeUndefined()
})

test('[LS11] a database of files that is deleted under the page has none of them, and takes them again', async () => {
  const files = await IndexedDbMediaStore.open('deleted')
  const write = () => files.write('clip', new Blob(['a clip']).stream(), new AbortController().signal)
  await write()
  await deleteDB(mediaDatabaseName('deleted'))
  expect(await files.open('clip')).toBeUndefined()
  await write()
  expect(await (await files.open('clip'))?.text()).toBe('a clip')
  files.close()
})

test('[LS14] chunks that Chromium fails to write are tried once more, and then told of as a storage that fails', async () => {
  const files = await open()
  const write = () => files.write('clip', new Blob(['a clip']).stream(), new AbortController().signal)
  const put = vi.spyOn(IDBObjectStore.prototype, 'put')
  const fail = () => {
    throw new DOMException('Failed to write blobs (IOError)', 'DataError')
  }
  put.mockImplementationOnce(fail)
  expect(await write()).toEqual({ sizeBytes: 6 })
  put.mockImplementation(fail)
  const told = { name: 'StorageUnavailable', fault: 'transient', message: expect.stringContaining('may be full') }
  await expect(write()).rejects.toMatchObject(told)
  put.mockRestore()
  expect(await (await files.open('clip'))?.text()).toBe('a clip')
  files.close()
})

const streamOf = (...chunks: number[][]) =>
  new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new Uint8Array(chunk))
      controller.close()
    },
  })

test.each([
  [[[1, 2, 3], [4, 5, 6], [7]], 0, 3, [1, 2, 3]],
  [[[1, 2, 3], [4, 5, 6], [7]], 3, 6, [4, 5, 6]],
  [[[1, 2, 3], [4, 5, 6], [7]], 6, 7, [7]],
  [[[1, 2, 3], [4, 5, 6], [7]], 2, 5, [3, 4, 5]],
  [[[1, 2]], 1, 2, [2]],
])(
  '[UP17] of a file kept as %j the bytes %i to %i are read, and no chunk besides',
  async (chunks, start, end, bytes) => {
    const store = await open()
    await store.write('clip', streamOf(...chunks), new AbortController().signal)
    const database = await openDB(mediaDatabaseName(`media-${opened}`))
    for (const [index] of chunks.entries()) {
      const [first, last] = [index * (chunks[0]?.length ?? 0), (index + 1) * (chunks[0]?.length ?? 0)]
      const at = (await database.getAllKeys('chunks')).find((one) => Array.isArray(one) && one[2] === index)
      if (at && (last <= start || first >= end)) await database.delete('chunks', at)
    }
    database.close()
    const read = await store.read('clip', start, end)
    expect([...new Uint8Array((await read?.arrayBuffer()) ?? [])]).toEqual(bytes)
    store.close()
  },
)

test('[UP17] of chunks that differ, of pieces, past the end and of what is not there nothing is told', async () => {
  const store = await open()
  const write = (key: string, ...chunks: number[][]) =>
    store.write(key, streamOf(...chunks), new AbortController().signal)
  await write('uneven', [1, 2], [3], [4, 5])
  await write('growing', [1], [2, 3])
  await write('empty')
  await write(pieceKey('film', 1), [1])
  await write('clip', [1, 2])
  expect(await store.read('uneven', 0, 2)).toBeUndefined()
  expect(await store.read('growing', 0, 1)).toBeUndefined()
  expect(await store.read('empty', 0, 0)).toBeUndefined()
  expect(await store.read('film', 0, 1)).toBeUndefined()
  expect(await store.read('clip', 0, 3)).toBeUndefined()
  expect(await store.read('none', 0, 1)).toBeUndefined()
  store.close()
})
