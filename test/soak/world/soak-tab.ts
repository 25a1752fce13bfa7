import type { Page } from 'playwright-core'
import { crashTab } from '../../../dev/browser/crash-tab.ts'
import { freezeTab } from '../../../dev/browser/freeze-tab.ts'
import type { Doer } from '../book/entries.ts'
import type { CallArguments, CallName } from '../page/calls.ts'
import type { LookArguments, LookName, Seen } from '../page/looks.ts'
import type { TokenMode } from '../page/soak-page.ts'
import type { DeviceName } from '../plan/deed.ts'
import type { Account } from './cloud-reader.ts'
import { answered } from './no-answer.ts'
import type { Surroundings } from './surroundings.ts'

type TabState = { kind: 'live' } | { kind: 'frozen'; thaw: () => Promise<void> } | { kind: 'gone' }

/** One tab of a device, in which somebody, or nobody, is signed in. */
export class SoakTab implements Doer {
  readonly page: Page
  readonly device: DeviceName
  account: Account | null = 'ada'
  life = 0
  readonly #name: string
  readonly #surroundings: Surroundings
  #state: TabState = { kind: 'live' }

  constructor(page: Page, device: DeviceName, surroundings: Surroundings) {
    const { pageErrors, log, nextTab } = surroundings
    this.page = page
    this.device = device
    this.#surroundings = surroundings
    this.#name = `${device}.${nextTab()}`
    page.on('pageerror', (error) => {
      pageErrors.push(`${this.name}: ${error.stack ?? error.message}`)
      log.say(`page error in ${this.name}: ${error.message}`)
    })
    page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined))
  }

  get name(): string {
    return `${this.#name} (${this.account ?? 'nobody'})`
  }

  get isLive(): boolean {
    return this.#state.kind === 'live'
  }

  get isGone(): boolean {
    return this.#state.kind === 'gone'
  }

  /** Loads the page, and opens the sync in it. */
  async load(account: Account | null): Promise<void> {
    this.account = account
    // An app's own page comes from where it was installed, with or without a line.
    await this.page.context().setOffline(false)
    await answered(this.page.goto(this.#surroundings.pageUrl), `loading ${this.name}`)
    await this.enter()
  }

  async enter(): Promise<void> {
    const { apiUrl, book, tokensOf } = this.#surroundings
    const { account, device } = this
    this.life = this.#surroundings.nextLife()
    const entry = { apiUrl, account, deviceName: device, tokens: tokensOf(account ?? 'ada') }
    await answered(
      this.page.evaluate((given) => soak.enter(given), entry),
      `entering ${this.name}`,
    )
    // What is on the device as the sync opens counts as seen; it has opened once this is answered.
    await this.start(book.begin(this, { kind: 'look', project: undefined }), 'list', 'film')
  }

  async start<N extends CallName>(key: string, name: N, ...rest: CallArguments<N>): Promise<void> {
    const given = { key, name, rest }
    const begun = this.page.evaluate(({ key, name, rest }) => soak.start(key, name as 'pause', ...(rest as [])), given)
    await answered(begun, `beginning ${name} in ${this.name}`)
  }

  look<N extends LookName>(name: N, ...rest: LookArguments<N>): Promise<Seen<N>> {
    const given = { name, rest }
    const seen = this.page.evaluate(({ name, rest }) => soak.look(name as 'losses', ...(rest as [])), given)
    return answered(seen as Promise<Seen<N>>, `looking at ${name} in ${this.name}`)
  }

  unanswered(): Promise<readonly string[]> {
    return answered(
      this.page.evaluate(() => soak.unanswered()),
      `asking ${this.name}`,
    )
  }

  giveTokens(mode: TokenMode): Promise<void> {
    const given = this.page.evaluate((mode) => {
      soak.tokenMode = mode
    }, mode)
    return answered(given, `giving tokens to ${this.name}`)
  }

  /** As browsers tell a page that they are about to freeze it. */
  announceFreeze(): Promise<void> {
    const told = this.page.evaluate(() => void document.dispatchEvent(new Event('freeze')))
    return answered(told, `announcing a freeze to ${this.name}`)
  }

  async freeze(): Promise<void> {
    this.#state = { kind: 'frozen', thaw: await answered(freezeTab(this.page), `freezing ${this.name}`) }
  }

  async thaw(): Promise<void> {
    if (this.#state.kind !== 'frozen') return
    await this.#state.thaw()
    this.#state = { kind: 'live' }
  }

  async crash(): Promise<void> {
    this.#state = { kind: 'gone' }
    await answered(crashTab(this.page), `crashing ${this.name}`)
    await this.page.close()
  }

  async close(): Promise<void> {
    this.#state = { kind: 'gone' }
    await answered(this.page.close(), `closing ${this.name}`)
  }

  /** Its browser was killed. */
  wentWithBrowser(): void {
    this.#state = { kind: 'gone' }
  }
}
