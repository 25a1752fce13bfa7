import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BrowserDevice } from '../../dev/browser/browser-device.ts'
import { openLoopbackServer } from '../../dev/processes/loopback-server.ts'
import { testInChromium } from './chromium-alone.ts'
import { type ModuleServer, serveModules } from './module-server.ts'

let folder: string
let modules: ModuleServer
let device: BrowserDevice

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelsync-media-'))
  modules = await serveModules()
  device = await BrowserDevice.launch({ profileDir: join(folder, 'profile') })
  await device.page.goto(modules.pageUrl)
}, 120_000)

afterAll(async () => {
  await device?.close()
  await modules?.close()
  await rm(folder, { recursive: true, force: true })
})

/** Runs in the page with the client's own modules; as text, since the test runner would rewrite its imports. */
function inPage(body: string): Promise<unknown> {
  return device.page.evaluate(`(async () => {
    const { findMediaStore } = await import('/client-lib/media-store/find-media-store.ts')
    const { createBrowserIngest } = await import('/client-lib/hashing/create-browser-ingest.ts')
    const { SystemClock } = await import('/client-lib/runtime/system-clock.ts')
    const { MainThreadIngest } = await import('/client-lib/hashing/main-thread-ingest.ts')
    const never = new AbortController().signal
    ${body}
  })()`)
}

test('[DL8] a part that is asked for once more comes from the store again, and not from the browser’s cache', async () => {
  const part = Buffer.alloc(3 * 1024 * 1024, 'media')
  let answered = 0
  const store = await openLoopbackServer((_request, response) => {
    answered += 1
    // As S3 answers what was uploaded a while ago: by these headers a browser may keep it for an hour.
    const kept = { etag: '"of-3-parts-3"', 'last-modified': new Date(Date.now() - 36_000_000).toUTCString() }
    const range = { 'accept-ranges': 'bytes', 'content-range': `bytes 0-${part.length - 1}/${3 * part.length}` }
    response.writeHead(206, { ...kept, ...range, 'content-length': part.length, 'access-control-allow-origin': '*' })
    response.end(part)
  })
  const result = await inPage(`
    const { XhrTransport } = await import('/client-lib/media/xhr-transport.ts')
    const url = '${store.url}/key?X-Amz-Signature=1'
    const headers = { range: 'bytes=0-${part.length - 1}' }
    const came = []
    for (let time = 0; time < 2; time += 1) {
      let told = 0
      const onReceivedBytes = () => { told += 1 }
      const reply = await new XhrTransport().send({ method: 'GET', url, headers, signal: never, onReceivedBytes })
      came.push({ status: reply.status, size: (await reply.blob()).size, isTold: told > 1 })
    }
    const gone = new Error('gone')
    const ended = new AbortController()
    const onReceivedBytes = () => ended.abort(gone)
    const ending = new XhrTransport().send({ method: 'GET', url, headers, signal: ended.signal, onReceivedBytes })
    return { came, isEnded: (await ending.catch((error) => error)) === gone }
  `)
  await store.close()
  const came = { status: 206, size: part.length, isTold: true }
  expect(result).toEqual({ came: [came, came], isEnded: true })
  expect(answered).toBeGreaterThanOrEqual(2)
})

test('[UP1] a real browser’s worker keeps a file in the private file system and hashes it as the page would', async () => {
  const result = await inPage(`
    const { kind, mediaStore } = await findMediaStore('worker-media')
    let workers = 0
    const RealWorker = Worker
    globalThis.Worker = class extends RealWorker { constructor(...args) { super(...args); workers += 1 } }
    const bytes = new Uint8Array(20 * 1024 * 1024)
    for (let at = 0; at < bytes.length; at += 4096) bytes[at] = at / 4096
    const file = new File([bytes], 'take.mp4')
    const progress = []
    const byWorker = createBrowserIngest(mediaStore, { kind, name: 'worker-media' }, new SystemClock())
    const one = await byWorker.ingest({ key: 'one', file, signal: never, onDoneBytes: (b) => progress.push(b) })
    const two = await new MainThreadIngest(mediaStore).ingest({ key: 'two', file, signal: never, onDoneBytes() {} })
    byWorker.close()
    const kept = await mediaStore.open('one')
    const tail = new Uint8Array(await kept.slice(-4096).arrayBuffer())[0]
    const equal = JSON.stringify(one) === JSON.stringify(two)
    return { kind, workers, equal, parts: one.partChecksums.length, size: kept.size, tail, progress: progress.length, keys: (await mediaStore.keys()).sort() }
  `)
  expect(result).toEqual({
    ...{ kind: 'opfs', workers: 1, equal: true, parts: 3 },
    ...{ size: 20 * 1024 * 1024, tail: 5119 % 256, progress: 3, keys: ['one', 'two'] },
  })
}, 60_000)

// Firefox 153 looks at a picked file's size and time once, and then reads whatever is there.
testInChromium(
  '[UP12] a picked file that changes on disk is refused by the worker, and nothing of it is kept',
  async () => {
    const path = join(folder, 'picked.mov')
    await writeFile(path, new Uint8Array(1000))
    await device.page.setInputFiles('input', path)
    // A busy browser may look at a picked file only after the picking: until it has, there is no change to be seen.
    expect(await inPage("return document.querySelector('input').files[0].size")).toBe(1000)
    await writeFile(path, new Uint8Array(2000))
    const result = await inPage(`
    const { kind, mediaStore } = await findMediaStore('changed-media')
    const ingest = createBrowserIngest(mediaStore, { kind, name: 'changed-media' }, new SystemClock())
    const [file] = document.querySelector('input').files
    const failure = await ingest.ingest({ key: 'one', file, signal: never, onDoneBytes() {} }).catch((error) => error)
    ingest.close()
    return { name: failure.name, fileName: failure.fileName, keys: await mediaStore.keys() }
  `)
    expect(result).toEqual({ name: 'AssetUnreadable', fileName: 'picked.mov', keys: [] })
  },
  60_000,
)

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
