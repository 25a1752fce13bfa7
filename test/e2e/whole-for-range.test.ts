import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BrowserDevice } from '../../dev/browser/browser-device.ts'
import { type ModuleServer, serveModules } from './module-server.ts'

let folder: string
let modules: ModuleServer
let device: BrowserDevice
/** A proxy that knows no ranges, before a file without end. */
const proxy = createServer((request, response) => {
  const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'range' }
  response.writeHead(200, headers)
  if (request.method === 'OPTIONS') response.end()
  else response.write('the first bytes of the whole')
})

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelsync-range-'))
  modules = await serveModules()
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  device = await BrowserDevice.launch({ profileDir: join(folder, 'profile') })
  await device.page.goto(modules.pageUrl)
}, 120_000)

afterAll(async () => {
  await device?.close()
  await modules?.close()
  proxy.closeAllConnections()
  proxy.close()
  await rm(folder, { recursive: true, force: true })
})

test('[DL7] a real browser ends the request that a proxy answers with the whole file, and does not wait for all of it', async () => {
  const closed = new Promise((resolve) => {
    proxy.on('request', (request, response) => request.method === 'GET' && response.on('close', resolve))
  })
  const status = await device.page.evaluate(`(async () => {
    const { XhrTransport } = await import('/client-lib/media/xhr-transport.ts')
    const { signal } = new AbortController()
    const url = 'http://127.0.0.1:${(proxy.address() as AddressInfo).port}/'
    return (await new XhrTransport().send({ method: 'GET', url, headers: { range: 'bytes=0-9' }, signal })).status
  })()`)
  expect(status).toBe(200)
  await closed
})
