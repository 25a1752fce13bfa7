import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { BrowserDevice } from '../../dev/browser/browser-device.ts'
import { openLoopbackServer } from '../../dev/processes/loopback-server.ts'

/**
 * Runs lines in a real Chromium, bundled as an app's own bundler would.
 *
 * @param folder where what they import is installed
 * @returns what they leave at `globalThis.told`
 */
export async function inChromium(folder: string, lines: string): Promise<string> {
  const stdin = { contents: lines, loader: 'tsx', resolveDir: folder } as const
  const { outputFiles } = await build({
    stdin,
    jsx: 'automatic',
    bundle: true,
    format: 'esm',
    platform: 'browser',
    write: false,
  })
  return await toldByPage(new Map([['/app.js', outputFiles[0]?.text ?? '']]))
}

/**
 * @param scripts by their paths, of which a page starts `/app.js` in a real Chromium
 * @returns what that leaves at `globalThis.told`
 */
export async function toldByPage(scripts: ReadonlyMap<string, string>): Promise<string> {
  const server = await openLoopbackServer(({ url = '' }, response) => {
    const script = scripts.get(url)
    response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript')
    response.end(script ?? '<!doctype html><script type="module" src="/app.js"></script>')
  })
  const profileDir = await mkdtemp(join(tmpdir(), 'reelsync-chromium-'))
  const device = await BrowserDevice.launch({ profileDir })
  try {
    await device.page.goto(server.url)
    const told = await device.page.waitForFunction(() => (globalThis as { told?: string }).told)
    return String(await told.jsonValue())
  } finally {
    await device.close()
    await server.close()
    await rm(profileDir, { recursive: true, force: true })
  }
}
