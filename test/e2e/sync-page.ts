import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Route } from 'playwright-core'
import { createServer, type ViteDevServer } from 'vite'
import type { Diagnostics } from '../../client-lib/diagnostics/diagnostics.ts'
import type { StatusSnapshot } from '../../client-lib/status/status-snapshot.ts'
import { BrowserDevice } from '../../dev/browser/browser-device.ts'
import { createMemoryServer } from '../server/memory-server.ts'

const patienceMs = 60_000
const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': '*',
  'access-control-expose-headers': '*',
}

/** A real browser with a page that has nothing but the sync, for an app without a store; its cloud is in memory. */
export class SyncPage {
  readonly server = createMemoryServer()
  /** While false, no request is answered. */
  isOnline = true
  readonly #folder: string
  readonly #modules: ViteDevServer
  readonly #device: BrowserDevice

  /** @param isSandboxed an origin of its own that the browser lets store nothing, and gives no locks */
  static async open({ isSandboxed = false } = {}): Promise<SyncPage> {
    const folder = await mkdtemp(join(tmpdir(), 'reelsync-page-'))
    const headers: Record<string, string> = isSandboxed ? { 'content-security-policy': 'sandbox allow-scripts' } : {}
    const config = { configFile: false, logLevel: 'error', optimizeDeps: { noDiscovery: true } } as const
    const modules = await createServer({
      ...config,
      root: '.',
      server: { port: 0, host: '127.0.0.1', hmr: false },
    })
    await modules.listen()
    const page = new SyncPage(folder, modules, await BrowserDevice.launch({ profileDir: join(folder, 'profile') }))
    await page.#device.context.route(/\.memory\.test\//, (route) => page.#answer(route))
    if (isSandboxed) await page.#device.context.route(/\/\/127\.0\.0\.1:/, giveToAnyOrigin)
    await page.#device.context.route('**/blank', (route) =>
      route.fulfill({ contentType: 'text/html', body: '', headers }),
    )
    return page
  }

  private constructor(folder: string, modules: ViteDevServer, device: BrowserDevice) {
    this.#folder = folder
    this.#modules = modules
    this.#device = device
  }

  /** Loads the page without the sync: what it kept is there, and nothing looks after it. */
  async leave(): Promise<void> {
    await this.#device.page.goto(`${this.#modules.resolvedUrls?.local[0]}blank`)
  }

  /** Loads the page anew, and opens the sync. */
  async enter(): Promise<void> {
    await this.leave()
    const token = JSON.stringify(this.server.tokens.access('ada'))
    await this.run(`
      const reelsync = await import('/client-lib/index.ts')
      const getToken = async () => ${token}
      const sync = reelsync.createCloudSync({ apiUrl: '${this.server.apiUrl}', account: 'ada', getToken })
      Object.assign(globalThis, { reelsync, sync })
    `)
  }

  /** Runs in the page; as text, since the test runner would rewrite its imports. */
  run<T>(body: string): Promise<T> {
    return this.#device.page.evaluate(`(async () => { ${body} })()`)
  }

  save(document: string): Promise<void> {
    const edit = { id: 'film', name: 'Film', document, assetIds: [] }
    return this.run(`await sync.projects.save(${JSON.stringify(edit)})`)
  }

  addFile(assetId: string, sizeBytes = 3_000_000): Promise<void> {
    const file = `new File([new Uint8Array(${sizeBytes}).fill(${assetId.length})], '${assetId}.mp4')`
    return this.run(`await sync.assets.add('film', ${file}, { assetId: '${assetId}' })`)
  }

  status(): Promise<StatusSnapshot> {
    return this.run('return sync.status.get()')
  }

  async losses(): Promise<Diagnostics['losses']> {
    const { losses } = await this.run<Diagnostics>('return reelsync.diagnose(sync)')
    return losses
  }

  /** @param condition JavaScript over `status` */
  async until(condition: string): Promise<void> {
    const body = `() => { const status = globalThis.sync.status.get(); return ${condition} }`
    await this.#device.page.waitForFunction(`(${body})()`, undefined, { timeout: patienceMs, polling: 50 })
  }

  /** The browser clears this of the page's origin, as its settings do. */
  async clear(storageTypes: string): Promise<void> {
    const session = await this.#device.context.newCDPSession(this.#device.page)
    const origin = new URL(this.#device.page.url()).origin
    await session.send('Storage.clearDataForOrigin', { origin, storageTypes })
  }

  async goOnline(): Promise<void> {
    this.isOnline = true
    await this.run('sync.retryNow()')
  }

  /** What the cloud holds, as a device that knows nothing opens it. */
  async inTheCloud(): Promise<string> {
    const token = JSON.stringify(this.server.tokens.access('ada'))
    return this.run(`
      const headers = { authorization: 'Bearer ' + ${token}, 'x-reelsync-contract': '1' }
      const reply = await fetch('${this.server.apiUrl}/api/projects/film', { headers })
      return (await reply.json()).document.data
    `)
  }

  async close(): Promise<void> {
    await this.#device.close()
    await this.#modules.close()
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 })
  }

  async #answer(route: Route): Promise<void> {
    const request = route.request()
    if (request.method() === 'OPTIONS') return route.fulfill({ status: 204, headers: cors })
    if (!this.isOnline) return route.abort('internetdisconnected')
    const body = request.postDataBuffer()
    const sent = { method: request.method(), url: request.url(), headers: await request.allHeaders() }
    const reply = await this.server.handle({ ...sent, body: body ? new Uint8Array(body) : undefined })
    await route.fulfill({ status: reply.status, headers: { ...reply.headers, ...cors }, body: Buffer.from(reply.body) })
  }
}

/** A page without an origin takes modules from elsewhere only where they say so. */
async function giveToAnyOrigin(route: Route): Promise<void> {
  const response = await route.fetch()
  await route.fulfill({ response, headers: { ...response.headers(), ...cors } })
}
