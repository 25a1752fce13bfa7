import type { EditWatch } from '../checks/edit-watch.ts'
import type { LossWatch } from '../checks/loss-watch.ts'
import type { RunContext } from '../run/run-context.ts'
import { Home, type HomeFacts } from './home.ts'
import { Line } from './line.ts'
import { nobody } from './nobody.ts'
import type { SimCloud } from './sim-cloud.ts'
import { type AdoptingStrike, SimTab } from './sim-tab.ts'
import { UserHand } from './user-hand.ts'

export interface DeviceFacts extends HomeFacts {
  readonly tabs: number
  readonly mergesUnasked: boolean
}

/** A browser: its tabs, who is signed in, and what each account has there. */
export class SimDevice {
  readonly name: string
  readonly line: Line
  readonly hand: UserHand
  readonly mergesUnasked: boolean
  readonly tabs: (SimTab | undefined)[]
  /** What was made while nobody was signed in. */
  readonly signedOut: Home
  /** Still open for nobody, after somebody has signed in. */
  lingering: SimTab | undefined
  /** What befalls the next tab that begins to take over what nobody was signed in for. */
  strike: AdoptingStrike | undefined
  /** Who is signed in, for every tab; undefined: nobody. */
  user: string | undefined
  /** Whose work the tabs that are opened now hold. */
  account: string
  clockOffMs = 0
  /** By how much its clock was put forward, in all. */
  clockForwardMs = 0
  readonly #homes = new Map<string, Home>()
  readonly #context: RunContext
  readonly #cloud: SimCloud
  readonly #watch: EditWatch
  readonly #facts: DeviceFacts
  #opened = 0

  constructor(facts: DeviceFacts, context: RunContext, cloud: SimCloud, watch: EditWatch, losses: LossWatch) {
    this.name = facts.name
    this.mergesUnasked = facts.mergesUnasked
    this.#facts = facts
    this.#context = context
    this.#cloud = cloud
    this.#watch = watch
    this.line = new Line(context, cloud, facts.name)
    this.hand = new UserHand(context, this, watch, losses)
    this.tabs = Array.from({ length: facts.tabs }, () => undefined)
    this.account = cloud.accounts[0] as string
    this.user = this.account
    this.signedOut = new Home(facts, nobody)
  }

  get accounts(): readonly string[] {
    return this.#cloud.accounts
  }

  get homes(): readonly Home[] {
    return [...this.#homes.values(), this.signedOut]
  }

  get home(): Home {
    const known = this.account === nobody ? this.signedOut : this.#homes.get(this.account)
    if (known) return known
    const home = new Home(this.#facts, this.account, this.signedOut)
    this.#homes.set(this.account, home)
    return home
  }

  openTabs(): SimTab[] {
    return this.tabs.flatMap((tab) => tab ?? [])
  }

  token(): string | null {
    return this.user === undefined ? null : this.#cloud.token(this.user)
  }

  /** Every tab is gone at once. */
  killAll(): void {
    for (const at of this.tabs.keys()) this.kill(at)
    this.killLingering()
  }

  killLingering(): void {
    this.lingering?.kill()
    this.lingering = undefined
  }

  /** The tab at this place, opened where there is none. */
  open(at: number): SimTab {
    const there = this.tabs[at]
    if (there) return there
    this.#opened += 1
    const name = `${this.name}.${at}.${this.#opened}`
    const { home } = this
    const ports = { context: this.#context, cloud: this.#cloud, device: this, home, watch: this.#watch }
    const { strike } = this
    if (!home.isOfNobody) this.strike = undefined
    const tab = new SimTab(name, { ...ports, ...(strike && !home.isOfNobody ? { strike } : {}) }, (self, projectId) =>
      this.hand.edit(self, projectId),
    )
    this.#context.trace.add(name, `opened for ${this.account}`)
    this.tabs[at] = tab
    return tab
  }

  kill(at: number): boolean {
    const tab = this.tabs[at]
    if (!tab) return false
    tab.kill()
    this.#context.trace.add(tab.page.name, 'killed')
    this.tabs[at] = undefined
    return true
  }

  /** The user closes the tab, and the app has the time to close its sync: nothing may be left of it. */
  async close(at: number): Promise<void> {
    const tab = this.tabs[at]
    if (tab?.page.state !== 'running') return
    this.tabs[at] = undefined
    const { time, trace, verdict } = this.#context
    trace.add(tab.page.name, 'closes')
    let isClosed = false
    time.after(60_000, () => {
      if (!isClosed && tab.page.state === 'running') verdict.fail('6 close hangs', `${tab.page.name} does not close`)
    })
    await tab.sync.close()
    isClosed = true
    trace.add(tab.page.name, 'closed')
    if (tab.page.held !== 0) {
      verdict.fail('6 left behind', `${tab.page.name} left ${tab.page.held} timers, listeners or locks`)
    }
    tab.kill()
  }
}
