import { expect, test } from 'vitest'
import { testInChromium } from './chromium-alone.ts'
import { withModulePage } from './module-page.ts'

const page = withModulePage()
const inPage = (body: string) => page().run(body)

test('a write replaces what was there only when it is whole, and is found again by the next page', async () => {
  const result = await inPage(`
    const { mediaStore } = await findMediaStore('replaced-media')
    const write = (text) => mediaStore.write('clip', new Blob([text]).stream(), never)
    await write('first')
    const broken = new ReadableStream({ pull(c) { c.enqueue(new Uint8Array([1])); c.error(new Error('cut')) } })
    const failure = await mediaStore.write('clip', broken, never).catch((error) => error.message)
    const afterFailure = await (await mediaStore.open('clip')).text()
    await write('second')
    return { failure, afterFailure, now: await (await mediaStore.open('clip')).text(), keys: await mediaStore.keys() }
  `)
  expect(result).toEqual({ failure: 'cut', afterFailure: 'first', now: 'second', keys: ['clip'] })
}, 60_000)

test('[DL1] [DL2] pieces are one file in the private file system, also for the next page, and go together', async () => {
  const result = await inPage(`
    const { pieceKey } = await import('/client-lib/media-store/piece-key.ts')
    const { mediaStore } = await findMediaStore('pieces-media')
    const write = (number, text) => mediaStore.write(pieceKey('film', number), new Blob([text]).stream(), never)
    await Promise.all([write(2, 'two'), write(10, 'ten'), write(1, 'one')])
    const broken = new ReadableStream({ pull(c) { c.error(new Error('cut')) } })
    await mediaStore.write(pieceKey('film', 3), broken, never).catch(() => {})
    const again = (await findMediaStore('pieces-media')).mediaStore
    const whole = await (await again.open('film')).text()
    const one = await (await again.open(pieceKey('film', 10))).text()
    const absent = [await again.open(pieceKey('film', 3)), await again.open('other'), await again.open(pieceKey('other', 1))]
    const keys = await again.keys()
    await again.remove('film')
    await again.remove(pieceKey('other', 1))
    return { whole, one, absent: absent.map((file) => file === undefined), keys, after: await again.keys(), gone: await again.open('film') === undefined }
  `)
  expect(result).toEqual({
    ...{ whole: 'onetwoten', one: 'ten', absent: [true, true, true] },
    ...{ keys: ['film'], after: [], gone: true },
  })
}, 60_000)

test('[MS5] files that the database took stay in use there, though the private file system would do', async () => {
  const result = await inPage(`
    const { IndexedDbMediaStore } = await import('/client-lib/media-store/indexed-db-media-store.ts')
    const before = (await findMediaStore('older-media')).kind
    const older = await IndexedDbMediaStore.open('older-media')
    const empty = (await findMediaStore('older-media')).kind
    await older.write('clip', new Blob(['kept']).stream(), never)
    const { kind, mediaStore } = await findMediaStore('older-media')
    return { before, empty, kind, text: await (await mediaStore.open('clip')).text() }
  `)
  expect(result).toEqual({ before: 'opfs', empty: 'opfs', kind: 'indexed-db', text: 'kept' })
}, 60_000)

test('[MS5] a private file system that takes nothing now is still read from, where it has files', async () => {
  const result = await inPage(`
    const { mediaStore } = await findMediaStore('failing-media')
    await mediaStore.write('clip', new Blob(['kept']).stream(), never)
    const { move } = FileSystemFileHandle.prototype
    FileSystemFileHandle.prototype.move = async () => { throw new DOMException('not today', 'UnknownError') }
    const withFiles = await findMediaStore('failing-media')
    const withNone = await findMediaStore('refusing-media')
    FileSystemFileHandle.prototype.move = move
    return { kinds: [withFiles.kind, withNone.kind], text: await (await withFiles.mediaStore.open('clip')).text() }
  `)
  expect(result).toEqual({ kinds: ['opfs', 'indexed-db'], text: 'kept' })
}, 60_000)

testInChromium(
  '[AC3] a file that another tab is just writing keeps no folder on the device once that tab lets go of it',
  async () => {
    const result = await inPage(`
    const { eraseFromDevice } = await import('/client-lib/device-accounts/erase-from-device.ts')
    const { mediaStore } = await findMediaStore('erased-media')
    await mediaStore.write('kept', new Blob(['kept']).stream(), never)
    const writer = new Worker(URL.createObjectURL(new Blob([\`onmessage = async () => {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('erased-media')
      const access = await (await folder.getFileHandle('clip', { create: true })).createSyncAccessHandle()
      onmessage = () => access.close()
      postMessage('writing')
    }\`])))
    await new Promise((resolve) => { writer.onmessage = resolve; writer.postMessage('write') })
    const { removeEntry } = FileSystemDirectoryHandle.prototype
    const failures = []
    FileSystemDirectoryHandle.prototype.removeEntry = function (...args) {
      return removeEntry.apply(this, args).catch((error) => {
        failures.push(error.name)
        writer.postMessage('let go')
        throw error
      })
    }
    const erased = await eraseFromDevice('erased-media').then(() => 'erased', (error) => error.name)
    FileSystemDirectoryHandle.prototype.removeEntry = removeEntry
    writer.terminate()
    const names = []
    for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name)
    return { erased, met: failures[0], isLeft: names.includes('erased-media') }
  `)
    expect(result).toEqual({ erased: 'erased', met: 'NoModificationAllowedError', isLeft: false })
  },
  60_000,
)

test('[MS5] what was taken while the private file system could not be opened is at hand beside what it has, in each tab', async () => {
  const result = await inPage(`
    const write = (store, key) => store.write(key, new Blob([key]).stream(), never)
    const read = async (store, key) => (await store.open(key))?.text()
    const openAllAlong = await findMediaStore('split-media')
    await write(openAllAlong.mediaStore, 'before')
    const { getDirectory } = StorageManager.prototype
    // As Chromium answers where the disk is full.
    StorageManager.prototype.getDirectory = async () => { throw new DOMException('not now', 'InvalidStateError') }
    const meanwhile = await findMediaStore('split-media')
    await write(meanwhile.mediaStore, 'meanwhile')
    StorageManager.prototype.getDirectory = getDirectory
    const after = await findMediaStore('split-media')
    const stores = [openAllAlong, meanwhile, after].map((one) => one.mediaStore)
    const texts = await Promise.all(stores.map(async (store) => [await read(store, 'before'), await read(store, 'meanwhile')]))
    const keys = await Promise.all(stores.map(async (store) => (await store.keys()).sort().join()))
    for (const key of ['before', 'meanwhile']) await after.mediaStore.remove(key)
    const left = await Promise.all(stores.map(async (store) => (await store.keys()).length))
    return { kinds: [openAllAlong.kind, meanwhile.kind], texts, keys, left }
  `)
  const both = ['before', 'meanwhile']
  expect(result).toEqual({
    kinds: ['opfs', 'indexed-db'],
    ...{
      texts: [both, both, both],
      keys: ['before,meanwhile', 'before,meanwhile', 'before,meanwhile'],
      left: [0, 0, 0],
    },
  })
}, 60_000)
