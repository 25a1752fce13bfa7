import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Diagnostics } from '../../client-lib/diagnostics/diagnostics.ts'
import type { StatusSnapshot } from '../../client-lib/status/status-snapshot.ts'
import { BrowserDevice } from '../../dev/browser/browser-device.ts'
import { createMemoryServer } from '../server/memory-server.ts'
import { type ServedCloud, serveMemoryServer } from '../server/serve-memory-server.ts'
import { type ModuleServer, serveModules } from './module-server.ts'

const patienceMs = 60_000

interface Surroundings {
  readonly folder: string
  readonly modules: ModuleServer
  readonly cloud: ServedCloud
  readonly device: BrowserDevice
}

/** A real browser with a page that has nothing but the sync, for an app without a store; its cloud is in memory. */
export class SyncPage {
  readonly #cloud: ServedCloud
  readonly #device: BrowserDevice
  readonly #surroundings: Surroundings

  /** @param isSandboxed an origin of its own that the browser lets store nothing, and gives no locks */
  static async open({ isSandboxed = false } = {}): Promise<SyncPage> {
    const folder = await mkdtemp(join(tmpdir(), 'reelsync-page-'))
    const modules = await serveModules(isSandboxed ? { 'content-security-policy': 'sandbox allow-scripts' } : {})
    const cloud = await serveMemoryServer(createMemoryServer())
    return new SyncPage({
      ...{ folder, modules, cloud },
      device: await BrowserDevice.launch({ profileDir: join(folder, 'profile') }),
    })
  }

  private constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
    this.#cloud = surroundings.cloud
    this.#device = surroundings.device
  }

  /** Loads the page without the sync: what it kept is there, and nothing looks after it. */
  async leave(): Promise<void> {
    await this.#device.page.goto(this.#surroundings.modules.pageUrl)
  }

  /** Loads the page anew, and opens the sync. */
  async enter(): Promise<void> {
    await this.leave()
    await this.run(`
      const reelsync = await import('/client-lib/index.ts')
      const getToken = async () => ${this.#token}
      const sync = reelsync.createCloudSync({ apiUrl: '${this.#cloud.apiUrl}', account: 'ada', getToken })
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

  /** Nothing is answered from now on; the browser does not know why. */
  cutOff(): void {
    this.#cloud.isReachable = false
  }

  /** The cloud answers; the client hears of it when it next asks. */
  reachAgain(): void {
    this.#cloud.isReachable = true
  }

  async goOnline(): Promise<void> {
    this.reachAgain()
    await this.run('sync.retryNow()')
  }

  /** What the cloud holds, as a device that knows nothing opens it. */
  async inTheCloud(): Promise<string> {
    return this.run(`
      const headers = { authorization: 'Bearer ' + ${this.#token}, 'x-reelsync-contract': '1' }
      const reply = await fetch('${this.#cloud.apiUrl}/api/projects/film', { headers })
      return (await reply.json()).document.data
    `)
  }

  async close(): Promise<void> {
    const { folder, modules } = this.#surroundings
    await this.#device.close()
    await modules.close()
    await this.#cloud.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }

  get #token(): string {
    return JSON.stringify(this.#cloud.server.tokens.access('ada'))
  }
}
