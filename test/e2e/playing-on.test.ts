import { once } from 'node:events'
import { mkdtemp, readFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, inject, onTestFinished, test } from 'vitest'
import { BrowserDevice } from '../../dev/browser/browser-device.ts'
import { serveModules } from './module-server.ts'
import { patienceMs } from './stage.ts'
import { writeTone } from './tone-file.ts'

/** What the store sends before the line is cut, in bytes: three seconds of the tone. */
const beforeTheCut = 3 * 192_000

/** A store whose first address gives the beginning of a sound, and is refused once the line was cut; others give all. */
async function cuttingStore(sound: Buffer) {
  const begun = new Set<ServerResponse>()
  let isCut = false
  const server = createServer(({ url = '', headers }, response) => {
    const isFirst = url.endsWith('?1')
    if (isFirst && isCut) return void response.writeHead(403).end()
    const from = Number(/bytes=(\d+)-/.exec(headers.range ?? '')?.[1] ?? 0)
    response.writeHead(206, {
      'content-type': 'audio/wav',
      'content-range': `bytes ${from}-${sound.byteLength - 1}/${sound.byteLength}`,
      'content-length': sound.byteLength - from,
      'cache-control': 'no-store',
    })
    if (!isFirst) return void response.end(sound.subarray(from))
    response.write(sound.subarray(from, Math.max(from, beforeTheCut)))
    begun.add(response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const cut = () => {
    isCut = true
    for (const response of begun) response.destroy()
  }
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tone.wav`, cut }
}

test('[PL2] what plays goes on playing over a line that is cut and an address that is refused from then on', async () => {
  const path = join(inject('e2eFolder'), 'cut.wav')
  await writeTone(path, 60)
  const store = await cuttingStore(await readFile(path))
  const modules = await serveModules()
  const device = await BrowserDevice.launch({ profileDir: await mkdtemp(join(inject('e2eFolder'), 'playing-')) })
  onTestFinished(() => Promise.all([device.close(), modules.close()]).then(() => undefined))
  await device.page.goto(modules.pageUrl)
  const ask = <T>(script: string) => device.page.evaluate<T>(script)
  await ask(`(async () => {
    const { attachAsset } = await import('/client-lib/index.ts')
    let asked = 0
    const url = async () => ({ from: 'cloud', url: '${store.url}?' + ++asked, expiresAtMs: 0, release() {} })
    const audio = document.body.appendChild(document.createElement('audio'))
    // Nobody has touched the page.
    audio.muted = true
    attachAsset(audio, { url, subscribe: () => () => {} }, { projectId: 'film', assetId: 'tone' })
    await new Promise((resolve) => audio.addEventListener('loadedmetadata', resolve, { once: true }))
    await audio.play()
  })()`)
  const until = (condition: string) =>
    expect
      .poll(() => ask(`(({ currentTime, paused, src }) => ${condition})(document.querySelector('audio'))`), {
        timeout: patienceMs,
      })
      .toBe(true)
  await until('currentTime > 0.5')
  store.cut()
  await until(`currentTime > 4 && !paused && !src.endsWith('?1')`)
})
