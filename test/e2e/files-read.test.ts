import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openLoopbackServer } from '../../dev/processes/loopback-server.ts'
import { testInChromium } from './chromium-alone.ts'
import { withModulePage } from './module-page.ts'

const page = withModulePage()
const inPage = (body: string) => page().run(body)

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
    const path = join(page().folder, 'picked.mov')
    await writeFile(path, new Uint8Array(1000))
    await page().device.page.setInputFiles('input', path)
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
