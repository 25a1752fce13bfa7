import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { killStorageProcess } from '../../dev/browser/webkit/kill-storage-process.ts'
import { WebKitDevice } from '../../dev/browser/webkit/webkit-device.ts'
import { startWebKitDriver } from '../../dev/browser/webkit/webkit-driver.ts'
import { openLoopbackServer } from '../../dev/processes/loopback-server.ts'
import { serveModules } from '../e2e/module-server.ts'
import { patienceMs } from '../e2e/stage.ts'

/** Writes on, asks what databases there are, and removes another account, and tells of each: the page cannot be asked any more once its driver has given it up. */
const writeOn = (toldUrl: string) => `
  const { IdbLocalStore } = await import('/client-lib/storage/idb-local-store.ts')
  const store = new IdbLocalStore('shared')
  const pause = { put: 'device', key: 'pause', row: { schemaVersion: 1, kind: 'pause', paused: true } }
  const write = () => store.transact([['device', 'pause']], (rows) => ({ changes: [pause], result: rows.get('device', 'pause') }))
  const tell = (body) => fetch('${toldUrl}', { method: 'POST', mode: 'no-cors', body }).catch(() => undefined)
  const { eraseFromDevice } = await import('/client-lib/device-accounts/erase-from-device.ts')
  const { withDatabases } = await import('/client-lib/storage/with-databases.ts')
  const beside = async () => {
    await eraseFromDevice('another')
    const [{ name }] = await withDatabases((databases) => databases.databases())
    return name
  }
  const said = (asked) => asked.catch((error) => String(error.cause ?? error))
  const writeOn = async () => {
    for (;;) await tell(JSON.stringify([await said(write()), await said(beside())]))
  }
  writeOn()`

test('[LS16] a page whose process of the databases has died goes on storing, and finds what it had stored', async () => {
  const profileDir = await mkdtemp(join(tmpdir(), 'reelsync-webkit-'))
  const told: unknown[] = []
  const sink = await openLoopbackServer(async (request, reply) => {
    told.push(JSON.parse(await text(request)))
    reply.end()
  })
  const modules = await serveModules()
  const driver = await startWebKitDriver(AbortSignal.timeout(patienceMs))
  const webKit = await WebKitDevice.launch({ driverUrl: driver.url, profileDir, patienceMs })
  try {
    await webKit.driver.get(modules.pageUrl)
    await webKit.run(writeOn(sink.url))
    for (let times = 0; times < 2; times += 1) {
      const before = told.length
      await expect.poll(() => told.length, { timeout: patienceMs }).toBeGreaterThan(before + 2)
      const first = told.length
      await killStorageProcess(profileDir)
      await expect.poll(() => told.length, { timeout: patienceMs }).toBeGreaterThan(first + 5)
    }
    const stored = { schemaVersion: 1, kind: 'pause', paused: true }
    expect(told).toEqual([[null, 'shared'], ...Array.from(told.slice(1), () => [stored, 'shared'])])
  } finally {
    // Its session is over.
    await webKit.close().catch(() => undefined)
    await driver.close()
    await modules.close()
    await sink.close()
    await rm(profileDir, { recursive: true, force: true, maxRetries: 5 })
  }
})
