import type { BrowserContext, Page } from 'playwright-core'
import { browserEngine } from './browser-engine.ts'
import { launchChromium } from './launch-chromium.ts'
import { launchFirefox } from './launch-firefox.ts'
import type { BrowserDeviceOptions } from './launched-browser.ts'

/**
 * A real, headless browser with a profile of its own: one of a user's devices.
 * CORS, site isolation and storage are as a user has them; only autoplay is allowed, and the sandbox off, for containers.
 */
export class BrowserDevice {
  readonly page: Page
  readonly context: BrowserContext
  readonly #processId: number

  /** @throws BrowserUnavailable */
  static async launch(options: BrowserDeviceOptions): Promise<BrowserDevice> {
    const viewport = options.viewport ?? { width: 1440, height: 900 }
    const launch = browserEngine() === 'firefox' ? launchFirefox : launchChromium
    const { context, processId } = await launch({ ...options, viewport })
    return new BrowserDevice(context, context.pages()[0] ?? (await context.newPage()), processId)
  }

  private constructor(context: BrowserContext, page: Page, processId: number) {
    this.context = context
    this.page = page
    this.#processId = processId
  }

  /** SIGKILL to every process of this browser at once, as a crash or a dead battery. Settles when it is gone. */
  async kill(): Promise<void> {
    const gone = new Promise<void>((resolve) => this.context.once('close', () => resolve()))
    process.kill(-this.#processId, 'SIGKILL')
    await gone
  }

  /** Ends the browser as a user does. May be repeated, also after `kill`. */
  async close(): Promise<void> {
    await this.context.close()
  }
}
