import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Page } from 'playwright-core'
import { BrowserDevice } from '../../dev/browser/browser-device.ts'
import { openLoopbackServer } from '../../dev/processes/loopback-server.ts'
import { createScriptedCloud, type ScriptedCloud } from './scripted-cloud.ts'

export interface BenchPage {
  readonly page: Page
  readonly cloud: ScriptedCloud
  close(): Promise<void>
}

/** The client as an app ships it, minified, in a real Chromium, before a cloud whose store is another origin. */
export async function openBenchPage(): Promise<BenchPage> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'page/bench-page.ts')],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
  })
  const html = `<!doctype html><title>bench</title><script type="module">${outputFiles[0]?.text ?? ''}</script>`
  const cloud = createScriptedCloud(html, () => store.url)
  const [app, store] = [await openLoopbackServer(cloud.answer), await openLoopbackServer(cloud.answer)]
  const folder = await mkdtemp(join(tmpdir(), 'reelsync-bench-'))
  const device = await BrowserDevice.launch({ profileDir: join(folder, 'profile') })
  const close = async () => {
    await device.close()
    await Promise.all([app.close(), store.close()])
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  await device.page.goto(app.url)
  await device.page.waitForFunction('globalThis.bench !== undefined')
  return { page: device.page, cloud, close }
}
