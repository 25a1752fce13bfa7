import { join } from 'node:path'
import { Builder, By, Capabilities, Key, until, type WebDriver } from 'selenium-webdriver'

const binary = join(import.meta.dirname, 'profile-browser.py')

export interface WebKitDeviceOptions {
  readonly driverUrl: string
  /** Kept between launches: the same folder is the same device. */
  readonly profileDir: string
  /** All traffic of the browser goes through it, that to localhost too. */
  readonly proxyUrl?: string
  /** How long any one wait for the page may take. */
  readonly patienceMs: number
}

/** A real WebKit with a profile of its own, the engine of Safari: one of a user's devices. */
export class WebKitDevice {
  readonly driver: WebDriver
  readonly #patienceMs: number

  static async launch({ driverUrl, profileDir, proxyUrl, patienceMs }: WebKitDeviceOptions): Promise<WebKitDevice> {
    const browserOptions = { binary, args: proxyUrl ? [profileDir, proxyUrl] : [profileDir] }
    const capabilities = { browserName: 'ProfileBrowser', 'webkitgtk:browserOptions': browserOptions }
    const builder = new Builder().usingServer(driverUrl).withCapabilities(new Capabilities(capabilities))
    const driver = await builder.build()
    await driver.manage().setTimeouts({ script: patienceMs, pageLoad: patienceMs })
    return new WebKitDevice(driver, patienceMs)
  }

  private constructor(driver: WebDriver, patienceMs: number) {
    this.driver = driver
    this.#patienceMs = patienceMs
  }

  /** Runs in the page. @param body JavaScript that may await and returns what can be JSON */
  async run<T>(body: string): Promise<T> {
    const told = await this.driver.executeAsyncScript<{ value: T } | { error: string }>(`
      const tell = arguments[arguments.length - 1]
      ;(async () => { ${body} })().then((value) => tell({ value }), (error) => tell({ error: String(error) }))
    `)
    if ('error' in told) throw new Error(`In the page: ${told.error}`)
    return told.value
  }

  /** Waits for the first element of the page that the selector finds. */
  async find(selector: string) {
    try {
      return await this.driver.wait(until.elementLocated(By.css(selector)), this.#patienceMs)
    } catch (cause) {
      const shown = await this.run<string>('return document.body.innerText')
      throw new Error(`No ${selector} on the page, which shows: ${shown}`, { cause })
    }
  }

  async click(selector: string): Promise<void> {
    await (await this.find(selector)).click()
  }

  /** Types over what is in the field. */
  async fill(selector: string, text: string, ...keys: readonly string[]): Promise<void> {
    const field = await this.find(selector)
    // What follows a chord in one call is lost.
    await field.sendKeys(Key.chord(Key.CONTROL, 'a'))
    await field.sendKeys(text, ...keys)
  }

  /** Ends the browser as a user does. */
  close(): Promise<void> {
    return this.driver.quit()
  }
}
