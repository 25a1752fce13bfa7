import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { BrowserUnavailable } from './browser-unavailable.ts'
import { chromiumBinary } from './chromium-binary.ts'

export interface BrowserDeviceOptions {
  /** Kept between launches: the same folder is the same device. */
  readonly profileDir: string
  /** All traffic of the browser goes through it, that to localhost too. */
  readonly proxyUrl?: string
  readonly viewport?: { readonly width: number; readonly height: number }
}

/**
 * A real, headless Chromium with a profile of its own: one of a user's devices.
 * CORS, site isolation and storage are as a user has them; only autoplay is allowed, and the sandbox off, for containers.
 */
export class BrowserDevice {
  readonly page: Page
  readonly context: BrowserContext
  readonly #processId: number

  /** @throws BrowserUnavailable */
  static async launch(options: BrowserDeviceOptions): Promise<BrowserDevice> {
    const executablePath = await chromiumBinary()
    const context = await chromium
      .launchPersistentContext(options.profileDir, {
        executablePath,
        args: ['--no-sandbox', '--disable-dev-shm-usage', '--autoplay-policy=no-user-gesture-required'],
        viewport: options.viewport ?? { width: 1440, height: 900 },
        acceptDownloads: true,
        ...(options.proxyUrl && { proxy: { server: options.proxyUrl, bypass: '<-loopback>' } }),
        // Whoever launches it decides what Ctrl-C means.
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
      })
      .catch((cause: Error) => {
        throw new BrowserUnavailable(`Chromium did not start: ${cause.message}`, { cause })
      })
    const page = context.pages()[0] ?? (await context.newPage())
    return new BrowserDevice(context, page, await browserProcessId(context))
  }

  private constructor(context: BrowserContext, page: Page, processId: number) {
    this.context = context
    this.page = page
    this.#processId = processId
  }

  /** SIGKILL to every process of this browser at once, as a crash or a dead battery. Settles when it is gone. */
  async kill(): Promise<void> {
    const gone = new Promise<void>((resolve) => this.context.once('close', () => resolve()))
    // Chromium was started as the leader of a process group of its own.
    process.kill(-this.#processId, 'SIGKILL')
    await gone
  }

  /** Ends the browser as a user does. May be repeated, also after `kill`. */
  async close(): Promise<void> {
    await this.context.close()
  }
}

async function browserProcessId(context: BrowserContext): Promise<number> {
  const browser = context.browser()
  if (browser === null) throw new BrowserUnavailable('Chromium gave no browser session.')
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const main = processInfo.find((each) => each.type === 'browser')
  if (main === undefined) throw new BrowserUnavailable('Chromium did not tell its process id.')
  return main.id
}
