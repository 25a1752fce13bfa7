import type { Page } from 'playwright-core'
import { CountingProxy } from '../proxy/counting-proxy.ts'
import { BrowserDevice } from './browser-device.ts'

export interface UserDeviceOptions {
  readonly name: string
  readonly profileDir: string
  readonly bucketName: string
  /** How long any one wait for the page may take. */
  readonly patienceMs: number
}

/** One of a user's devices: a profile that lasts, a line of its own to the network, and now and then a running browser. */
export class UserDevice {
  readonly name: string
  readonly line: CountingProxy
  /** What the page wrote to its console and threw, oldest first. */
  readonly log: string[] = []
  readonly #options: UserDeviceOptions
  #browser: BrowserDevice | undefined

  static async open(options: UserDeviceOptions): Promise<UserDevice> {
    return new UserDevice(options, await CountingProxy.open({ bucketName: options.bucketName }))
  }

  private constructor(options: UserDeviceOptions, line: CountingProxy) {
    this.name = options.name
    this.#options = options
    this.line = line
  }

  get page(): Page {
    return this.browser.page
  }

  get browser(): BrowserDevice {
    if (this.#browser === undefined) throw new Error(`The browser of device ${this.name} is not running.`)
    return this.#browser
  }

  /** Starts the browser on the device's profile; what was stored there is there. */
  async start(): Promise<Page> {
    const { profileDir } = this.#options
    this.#browser = await BrowserDevice.launch({ profileDir, proxyUrl: this.line.url })
    return this.#attend(this.page)
  }

  /** Another tab beside the first, empty. */
  async openTab(): Promise<Page> {
    return this.#attend(await this.browser.context.newPage())
  }

  /** SIGKILL: nothing is said goodbye to. */
  async kill(): Promise<void> {
    await this.#browser?.kill()
    this.#browser = undefined
  }

  /** Pulls the cable: every connection breaks, and the browser says offline. */
  async goOffline(): Promise<void> {
    this.line.cut()
    await this.#browser?.context.setOffline(true)
  }

  async goOnline(): Promise<void> {
    this.line.restore()
    await this.#browser?.context.setOffline(false)
  }

  /** May be repeated. The profile stays. */
  async close(): Promise<void> {
    await this.#browser?.close()
    this.#browser = undefined
    await this.line.close()
  }

  #attend(page: Page): Page {
    page.setDefaultTimeout(this.#options.patienceMs)
    page.on('console', (message) => this.#note(`${message.type()}: ${message.text()}`))
    page.on('pageerror', (error) => this.#note(`thrown: ${error.stack ?? error.message}`))
    return page
  }

  #note(text: string): void {
    this.log.push(`${new Date().toISOString()} ${text}`)
  }
}
