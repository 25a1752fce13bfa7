import type { VirtualTime } from '../time/virtual-time.ts'

export type Delays = readonly [beforeMs: number, afterMs: number]
export type CallQueue = <T>(delaysMs: Delays, work: () => Promise<T>) => Promise<T>

const never = new Promise<never>(() => undefined)

/**
 * A page as a browser runs it: frozen, none of its callbacks runs until it is thawed; gone, none ever does.
 * What it has asked for and is on its way outside goes on.
 */
export class SimPage {
  readonly name: string
  readonly #time: VirtualTime
  readonly #waiting: (() => void)[] = []
  #state: 'running' | 'frozen' | 'gone' = 'running'
  #frozenUntilMs = 0
  /** Since when nothing holds it up. */
  runsSinceMs: number
  /** Timers, listeners and locks that the page has not given back. */
  held = 0
  /** Another page took its lock while it was frozen. */
  isReplaced = false
  /** Told when it runs again after that. */
  onThawReplaced: () => void = () => undefined

  constructor(name: string, time: VirtualTime) {
    this.name = name
    this.#time = time
    this.runsSinceMs = time.nowMs
  }

  get state(): 'running' | 'frozen' | 'gone' {
    return this.#state
  }

  run(work: () => void): void {
    if (this.#state === 'running') work()
    else if (this.#state === 'frozen') this.#waiting.push(work)
  }

  /** For so long at least: what is frozen already may be so for longer. */
  freezeFor(ms: number): void {
    if (this.#state === 'gone') return
    this.#state = 'frozen'
    this.#frozenUntilMs = Math.max(this.#frozenUntilMs, this.#time.nowMs + ms)
    this.#time.after(ms, () => this.#time.nowMs >= this.#frozenUntilMs && this.thaw())
  }

  thaw(): void {
    if (this.#state !== 'frozen') return
    this.#state = 'running'
    this.runsSinceMs = this.#time.nowMs
    if (this.isReplaced) this.onThawReplaced()
    this.isReplaced = false
    for (const work of this.#waiting.splice(0)) this.run(work)
  }

  end(): void {
    this.#state = 'gone'
    this.#waiting.length = 0
  }

  /** Settles once this much time has passed and the page runs; never where it is gone. */
  moment(delayMs: number): Promise<void> {
    if (this.#state === 'gone') return never
    return new Promise((resolve) => void this.#time.after(delayMs, () => this.run(resolve)))
  }

  /** For what answers its callers one after the other. */
  queue(): CallQueue {
    let [actsAtMs, answersAtMs] = [0, 0]
    return (delaysMs, work) => {
      const { nowMs } = this.#time
      actsAtMs = Math.max(actsAtMs, nowMs + delaysMs[0])
      answersAtMs = Math.max(answersAtMs, actsAtMs + delaysMs[1])
      return this.call([actsAtMs - nowMs, answersAtMs - actsAtMs], work)
    }
  }

  /** Work outside the page: it takes effect after a moment, and is answered after another. */
  async call<T>(delaysMs: Delays, work: () => Promise<T>): Promise<T> {
    await this.moment(delaysMs[0])
    try {
      const result = await work()
      await this.moment(delaysMs[1])
      return result
    } catch (error) {
      await this.moment(delaysMs[1])
      throw error
    }
  }
}
