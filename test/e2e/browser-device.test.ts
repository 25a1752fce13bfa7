import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BrowserDevice } from '../../dev/browser/browser-device.ts'
import { CountingProxy } from '../../dev/proxy/counting-proxy.ts'

const page = createServer(
  (_request, reply) => void reply.setHeader('content-type', 'text/html').end('<title>page</title>'),
)
// Another origin, which sends no CORS header.
const stranger = createServer((_request, reply) => void reply.end('secret'))
let profileDir: string

beforeAll(async () => {
  profileDir = await mkdtemp(join(tmpdir(), 'reelsync-profile-'))
  for (const server of [page, stranger]) await once(server.listen(0, '127.0.0.1'), 'listening')
})

afterAll(async () => {
  for (const server of [page, stranger]) server.close()
  await rm(profileDir, { recursive: true, force: true })
})

const address = (server: typeof page) => `http://localhost:${(server.address() as AddressInfo).port}/`

test('what a page stored survives SIGKILL, and no process of the browser does', async () => {
  const killed = await BrowserDevice.launch({ profileDir })
  await killed.page.goto(address(page))
  await killed.page.evaluate(keepInBothStores)
  await killed.kill()
  expect(execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })).not.toContain(profileDir)
  const again = await BrowserDevice.launch({ profileDir })
  await again.page.goto(address(page))
  expect(await again.page.evaluate(readBothStores)).toEqual({ file: 'kept', row: 'kept' })
  await again.close()
  await again.close()
})

test('all traffic goes through the proxy, to localhost too, and a cut line is offline', async () => {
  const proxy = await CountingProxy.open({ bucketName: 'media' })
  const device = await BrowserDevice.launch({ profileDir, proxyUrl: proxy.url })
  await device.page.goto(address(page))
  expect(proxy.exchanges.map(({ request }) => request.url.href)).toContain(address(page))
  proxy.cut()
  const fetched = () =>
    device.page.evaluate(() =>
      fetch('/').then(
        (reply) => reply.status,
        () => 'offline',
      ),
    )
  expect(await fetched()).toBe('offline')
  proxy.restore()
  expect(await fetched()).toBe(200)
  await device.close()
  await proxy.close()
})

test('CORS is on: another origin that does not allow it cannot be read', async () => {
  const device = await BrowserDevice.launch({ profileDir })
  await device.page.goto(address(page))
  const read = device.page.evaluate((url) => fetch(url).then((reply) => reply.text()), address(stranger))
  await expect(read).rejects.toThrow(/Failed to fetch|NetworkError/)
  await device.close()
})

async function keepInBothStores(): Promise<void> {
  const folder = await navigator.storage.getDirectory()
  const file = await (await folder.getFileHandle('file', { create: true })).createWritable()
  await file.write('kept')
  await file.close()
  await new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open('rows', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('rows')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const writing = opening.result.transaction('rows', 'readwrite', { durability: 'strict' })
      writing.objectStore('rows').put('kept', 'row')
      writing.oncomplete = () => resolve()
    }
  })
}

async function readBothStores(): Promise<{ file: string; row: unknown }> {
  const folder = await navigator.storage.getDirectory()
  const file = await (await folder.getFileHandle('file')).getFile()
  const row = await new Promise((resolve, reject) => {
    const opening = indexedDB.open('rows', 1)
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const reading = opening.result.transaction('rows').objectStore('rows').get('row')
      reading.onsuccess = () => resolve(reading.result)
    }
  })
  return { file: await file.text(), row }
}
