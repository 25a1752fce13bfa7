import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { BrowserDevice } from '../../dev/browser/browser-device.ts'
import { testInChromium } from './chromium-alone.ts'
import { type ModuleServer, serveModules } from './module-server.ts'

let folder: string
let path: string
let modules: ModuleServer
let device: BrowserDevice

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelsync-place-'))
  path = join(folder, 'take.mov')
  await writeFile(path, 'a take on the disk')
  modules = await serveModules()
  device = await BrowserDevice.launch({ profileDir: join(folder, 'profile') })
}, 120_000)

afterAll(async () => {
  await device?.close()
  await modules?.close()
  await rm(folder, { recursive: true, force: true })
})

/** Loads the page anew. `store` is the device's media store, which takes handles; `ingest` its worker. */
async function enter(): Promise<void> {
  await device.page.goto(modules.pageUrl)
  await device.page.evaluate(`(async () => {
    const { findMediaStore } = await import('/client-lib/media-store/find-media-store.ts')
    const { filesInPlace } = await import('/client-lib/media-store/in-place/files-in-place.ts')
    const { createBrowserIngest } = await import('/client-lib/hashing/create-browser-ingest.ts')
    const { SystemClock } = await import('/client-lib/runtime/system-clock.ts')
    const { kind, mediaStore } = await findMediaStore('place-media')
    const ingest = createBrowserIngest(mediaStore, { kind, name: 'place-media' }, new SystemClock())
    Object.assign(globalThis, { mediaStore, ingest, store: filesInPlace()('place', mediaStore), key: 'in-place-take' })
  })()`)
}

const inPage = (body: string): Promise<unknown> => device.page.evaluate(`(async () => { ${body} })()`)

/** As a user drops a file of the disk: `handle` is what the page is given. */
async function drop(): Promise<void> {
  await inPage(`
    const dropped = Promise.withResolvers()
    globalThis.dropped = dropped.promise
    document.ondragover = (event) => event.preventDefault()
    document.ondrop = (event) => {
      event.preventDefault()
      dropped.resolve(event.dataTransfer.items[0].getAsFileSystemHandle())
    }
  `)
  const session = await device.context.newCDPSession(device.page)
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 10, y: 10, data })
  await inPage('globalThis.handle = await dropped')
}

testInChromium(
  '[IP1] [IP3] a real browser’s handle of the disk is kept, read in its place, and noticed to have changed',
  async () => {
    await enter()
    await drop()
    const added = await inPage(`
    const file = await handle.getFile()
    const signal = new AbortController().signal
    const hashed = await ingest.ingest({ key: undefined, file, signal, onDoneBytes() {} })
    await store.keepInPlace(key, handle, file)
    const text = await (await store.open(key)).text()
    return { text, parts: hashed.partChecksums.length, keys: await store.keys(), copies: await mediaStore.keys() }
  `)
    expect(added).toEqual({ text: 'a take on the disk', parts: 1, keys: ['in-place-take'], copies: [] })
    await writeFile(path, 'another take')
    expect(await inPage('return await store.open(key) === undefined')).toBe(true)
    await writeFile(path, 'a take on the disk')
  },
)

// A browser without windows answers for the user, and says no: what follows a yes is for unit tests.
testInChromium(
  '[IP2] [IP4] after a restart leave is wanted again, and what is let go of is not the user’s file',
  async () => {
    await enter()
    await drop()
    await inPage('await store.keepInPlace(key, handle, await handle.getFile())')
    await enter()
    const open = `return await store.open(key).then((file) => file?.size, ({ name, fileName }) => [name, fileName])`
    expect(await inPage(open)).toEqual(['FilePermissionNeeded', 'take.mov'])
    await inPage('await store.allow(key)')
    expect(await inPage(open)).toEqual(['FilePermissionNeeded', 'take.mov'])
    await drop()
    await inPage('await store.remove(key)')
    expect(await inPage('return [await store.keys(), await (await handle.getFile()).text()]')).toEqual([
      [],
      'a take on the disk',
    ])
  },
)
