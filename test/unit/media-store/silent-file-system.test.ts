import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { eraseFromDevice } from '../../../client-lib/device-accounts/erase-from-device.ts'
import { besideOtherStore } from '../../../client-lib/media-store/beside-other-store.ts'
import { findMediaStore } from '../../../client-lib/media-store/find-media-store.ts'
import { MemoryMediaStore } from '../../../client-lib/media-store/memory-media-store.ts'
import { OpfsMediaStore } from '../../../client-lib/media-store/opfs-media-store.ts'
import { answered } from '../../../client-lib/storage/answered.ts'
import { StorageUnavailable } from '../../../client-lib/storage/storage-unavailable.ts'

const silent = () => new Promise<never>(() => undefined)
const unavailable = { name: 'StorageUnavailable', message: expect.stringContaining('open it again') }

/** What becomes of it in the end, without an unhandled rejection until then. */
async function inTheEnd<T>(asked: Promise<T>): Promise<T> {
  const outcome = Promise.allSettled([asked])
  for (let turn = 0; turn < 10; turn += 1) await vi.advanceTimersByTimeAsync(20_000)
  const [one] = await outcome
  if (one.status === 'rejected') throw one.reason
  return one.value
}

/** A file system with one folder, in which a call may find no answer. */
function fileSystem(folder: Partial<FileSystemDirectoryHandle>, removeEntry: () => Promise<void> = silent) {
  const root = { getDirectoryHandle: async () => folder, removeEntry }
  vi.stubGlobal('navigator', { storage: { getDirectory: async () => root } })
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

test('[LS15] a file system that does not answer is told after 20 seconds, and no other store is taken up for it', async () => {
  vi.stubGlobal('navigator', { storage: { getDirectory: silent } })
  const opened = OpfsMediaStore.open('never').then(() => 'opened', String)
  await vi.advanceTimersByTimeAsync(19_999)
  await expect(Promise.race([opened, 'waits'])).resolves.toBe('waits')
  await vi.advanceTimersByTimeAsync(1)
  await expect(opened).resolves.toContain('does not answer')
  await expect(inTheEnd(findMediaStore('never'))).rejects.toMatchObject(unavailable)
  expect(vi.getTimerCount()).toBe(0)
})

test('[LS15] one that stops as it is written to, and as what is unfinished is removed, is told as well', async () => {
  fileSystem({ getFileHandle: silent, removeEntry: silent })
  await expect(inTheEnd(findMediaStore('probed'))).rejects.toMatchObject(unavailable)
})

test('[LS15] one that stops as a file is read or removed names no file as missing', async () => {
  fileSystem({ getFileHandle: silent, removeEntry: silent })
  const store = await OpfsMediaStore.open('read')
  await expect(inTheEnd(store.open('clip'))).rejects.toMatchObject(unavailable)
  await expect(inTheEnd(store.remove('clip'))).rejects.toMatchObject(unavailable)
})

test('[LS15] a file of many pieces has the time of a step for each of them, and ends where one stops', async () => {
  const slow = <T>(answer: T) => new Promise<T>((resolve) => setTimeout(resolve, 9000, answer))
  const names = Array.from({ length: 40 }, (_, at) => `${at}`.padStart(5, '0'))
  let opens = 0
  const getFileHandle = async (name: string) => {
    opens += 1
    return { getFile: async () => (opens > 200 ? silent() : slow(new File([`${Number(name) % 10}`], name))) }
  }
  const left = () => names.values()
  const keys = (left: Iterator<string>) => ({ next: () => slow(left.next()) })
  const pieces = { name: 'film', getFileHandle, keys: () => keys(left()) }
  const isFolder = () => Promise.reject(new DOMException('a folder', 'TypeMismatchError'))
  const directory = { getFileHandle: isFolder, getDirectoryHandle: async () => pieces }
  fileSystem(directory as unknown as FileSystemDirectoryHandle)
  const store = await OpfsMediaStore.open('read')
  const opened = store.open('film')
  for (let turn = 0; turn < 100; turn += 1) await vi.advanceTimersByTimeAsync(9000)
  expect(await (await opened)?.text()).toBe('0123456789'.repeat(4))
  expect(vi.getTimerCount()).toBe(0)
  opens = 200
  const stopped = store.open('film').then(() => 'opened', String)
  for (let turn = 0; turn < 100; turn += 1) await vi.advanceTimersByTimeAsync(9000)
  expect(await stopped).toContain('does not answer')
})

const take = () => new Response('abc').body as ReadableStream<Uint8Array<ArrayBuffer>>
const never = new AbortController().signal
const at = async () => undefined

/** A folder whose files are written by a stream. */
function folderOf(stream: Partial<Record<'write' | 'close' | 'abort', () => Promise<unknown>>>, move = at) {
  const handle = { createWritable: async () => ({ write: at, close: at, abort: at, ...stream }), move }
  fileSystem({ getFileHandle: async () => handle as unknown as FileSystemFileHandle, removeEntry: at })
}

test.each([
  ['as it is written', () => folderOf({ write: silent, abort: silent })],
  ['as it is closed', () => folderOf({ close: silent })],
  ['as it is given its name', () => folderOf({}, silent)],
])('[LS15] one that stops in the middle of a file, %s, is told', async (_, stops) => {
  stops()
  const store = await OpfsMediaStore.open('written')
  await expect(inTheEnd(store.write('clip', take(), never))).rejects.toMatchObject(unavailable)
  expect(vi.getTimerCount()).toBe(0)
})

test('[LS15] a slow disk that makes a large file durable is waited for', async () => {
  let durable: () => void = () => undefined
  const closing = new Promise<void>((resolve) => (durable = resolve))
  folderOf({ close: () => closing })
  const store = await OpfsMediaStore.open('slow')
  const bytes = new Uint8Array(16 * 1024 * 1024)
  let left = 16
  const large = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (to) => (left-- > 0 ? to.enqueue(bytes) : to.close()),
  })
  const written = store.write('clip', large, never)
  await vi.advanceTimersByTimeAsync(60_000)
  durable()
  expect(await inTheEnd(written)).toEqual({ sizeBytes: 16 * bytes.byteLength })
})

/** Names of files, each told after so long. */
function namesAfter(ms: number, names: string[]) {
  fileSystem({
    async *keys() {
      for (const name of names) {
        await new Promise((resolve) => setTimeout(resolve, ms))
        yield name
      }
      return undefined
    },
  })
}

test('[LS15] one that stops as its files are listed is told, and one with many of them is waited for', async () => {
  const names = Array.from({ length: 10 }, (_, number) => `clip-${number}`)
  namesAfter(15_000, names)
  const store = await OpfsMediaStore.open('listed')
  expect(await inTheEnd(store.keys())).toEqual(names)
  namesAfter(1_000_000, names)
  await expect(inTheEnd(store.keys())).rejects.toMatchObject(unavailable)
})

test('[AC3] where the rows cannot be removed, nor are the files that they name', async () => {
  const removeEntry = vi.fn(async () => undefined)
  fileSystem({}, removeEntry)
  vi.spyOn(indexedDB, 'deleteDatabase').mockImplementation(() => {
    throw new DOMException('Not now.', 'UnknownError')
  })
  await expect(eraseFromDevice('kept')).rejects.toMatchObject({ name: 'UnknownError' })
  expect(removeEntry).not.toHaveBeenCalled()
})

test('[LS15] what it keeps of an account is not called removed', async () => {
  fileSystem({})
  await expect(inTheEnd(eraseFromDevice('kept'))).rejects.toMatchObject(unavailable)
})

test.each(['transient', 'held'] as const)('[LS15] a second store that fails as %s may have the file', async (fault) => {
  const beside = besideOtherStore(new MemoryMediaStore(), () => Promise.reject(new StorageUnavailable('', '', fault)))
  await expect(beside.open('clip')).rejects.toMatchObject({ fault })
  await expect(beside.keys()).rejects.toMatchObject({ fault })
})

test.each([new StorageUnavailable('', '', 'fatal'), new DOMException('', 'SecurityError')])(
  '[LS15] a second store that the browser refuses has none: %s',
  async (refusal) => {
    const beside = besideOtherStore(new MemoryMediaStore(), () => Promise.reject(refusal))
    expect(await beside.open('clip')).toBeUndefined()
    expect(await beside.keys()).toEqual([])
  },
)

test('[LS15] what a frozen page was answered meanwhile is heard before the time that went by', async () => {
  let answer: (name: string) => void = () => undefined
  const asked = answered(() => new Promise<string>((resolve) => (answer = resolve)))
  // Thawed, it hears of the timer that is due, and of the answer next.
  vi.runOnlyPendingTimers()
  answer('clip')
  expect(await asked).toBe('clip')
  expect(vi.getTimerCount()).toBe(0)
})
