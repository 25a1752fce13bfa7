import { join } from 'node:path'
import type { CDPSession, Page } from 'playwright-core'
import { BrowserDevice } from '../../../dev/browser/browser-device.ts'
import type { Told } from '../page/soak-page.ts'
import type { DeviceName } from '../plan/deed.ts'
import type { Account } from './cloud-reader.ts'
import { SoakTab } from './soak-tab.ts'
import type { Surroundings } from './surroundings.ts'

/** A user's device: a profile that lasts, a browser, and its tabs. */
export class SoakDevice {
  readonly name: DeviceName
  readonly #profileDir: string
  readonly #surroundings: Surroundings
  #browser: BrowserDevice
  #tabs: readonly SoakTab[] = []
  /** Holds the refusal of room for as long as it lasts. */
  #refusal: CDPSession | undefined

  static async open(name: DeviceName, folder: string, surroundings: Surroundings): Promise<SoakDevice> {
    const profileDir = join(folder, name)
    const device = new SoakDevice(name, profileDir, surroundings, await BrowserDevice.launch({ profileDir }))
    await device.#ready()
    return device
  }

  private constructor(name: DeviceName, profileDir: string, surroundings: Surroundings, browser: BrowserDevice) {
    this.name = name
    this.#profileDir = profileDir
    this.#surroundings = surroundings
    this.#browser = browser
  }

  /** Frozen ones too. */
  get tabs(): readonly SoakTab[] {
    return this.#tabs.filter(({ isGone }) => !isGone)
  }

  get liveTabs(): readonly SoakTab[] {
    return this.#tabs.filter(({ isLive }) => isLive)
  }

  async openTab(account: Account | null): Promise<SoakTab> {
    return await this.#load(await this.#browser.context.newPage(), account)
  }

  /** SIGKILL, and the browser is started again with one tab. */
  async killAndStart(): Promise<void> {
    await this.#browser.kill()
    for (const tab of this.#tabs) tab.wentWithBrowser()
    this.#refusal = undefined
    this.#browser = await BrowserDevice.launch({ profileDir: this.#profileDir })
    await this.#ready()
  }

  async setOffline(isOffline: boolean): Promise<void> {
    await this.#browser.context.setOffline(isOffline)
  }

  /** The browser clears this of the page's origin, as its settings do. */
  async clear(storageTypes: string): Promise<void> {
    const session = await this.#session()
    await session.send('Storage.clearDataForOrigin', { ...this.#origin, storageTypes })
    await session.detach()
  }

  async refuseRoom(quotaSize: number): Promise<void> {
    this.#refusal ??= await this.#session()
    await this.#refusal.send('Storage.overrideQuotaForOrigin', { ...this.#origin, quotaSize })
  }

  async grantRoom(): Promise<void> {
    // Where the tab that it was asked of has gone, another one asks.
    await this.#refusal?.detach().catch(() => undefined)
    this.#refusal = undefined
    const session = await this.#session()
    await session.send('Storage.overrideQuotaForOrigin', this.#origin)
    await session.detach()
  }

  async close(): Promise<void> {
    for (const tab of this.tabs) await tab.thaw()
    await this.#browser.close()
  }

  async #ready(): Promise<void> {
    await this.#browser.context.exposeBinding('tellSoak', (_, what: Told) => this.#surroundings.book.tell(what))
    await this.#load(this.#browser.page, 'ada')
  }

  async #load(page: Page, account: Account | null): Promise<SoakTab> {
    const tab = new SoakTab(page, this.name, this.#surroundings)
    this.#tabs = [...this.tabs, tab]
    await tab.load(account)
    return tab
  }

  #session(): Promise<CDPSession> {
    const { context } = this.#browser
    const page = this.liveTabs[0]?.page
    if (page === undefined) throw new Error(`No tab of device ${this.name} is live.`)
    return context.newCDPSession(page)
  }

  get #origin(): { readonly origin: string } {
    return { origin: new URL(this.#surroundings.pageUrl).origin }
  }
}
