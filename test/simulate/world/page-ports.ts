import { databaseName } from '../../../client-lib/device-accounts/database-name.ts'
import type { MediaStore } from '../../../client-lib/media-store/media-store.ts'
import type { Clock } from '../../../client-lib/runtime/clock.ts'
import type { Connectivity } from '../../../client-lib/runtime/connectivity.ts'
import type { Locks } from '../../../client-lib/runtime/locks.ts'
import { databaseVersion } from '../../../client-lib/storage/database-version.ts'
import type { Tabs } from '../../../client-lib/tabs/tabs.ts'
import type { Chance } from '../chance/chance.ts'
import type { FaultLedger } from '../faults/fault-ledger.ts'
import type { VirtualTime } from '../time/virtual-time.ts'
import type { Home } from './home.ts'
import { subjectOf } from './nobody.ts'
import type { SimPage } from './sim-page.ts'

/** A device's clock, as far from the true time as it is. */
export function pageClock(time: VirtualTime, page: SimPage, offMs: () => number): Clock {
  return {
    nowMs: () => time.nowMs + offMs(),
    schedule(delayMs, callback) {
      page.held += 1
      let isHeld = true
      const release = () => {
        if (isHeld) page.held -= 1
        isHeld = false
      }
      const cancel = time.after(delayMs, () =>
        page.run(() => {
          if (!isHeld) return
          release()
          callback()
        }),
      )
      return () => {
        release()
        cancel()
      }
    },
  }
}

/** The locks of the origin; a frozen page keeps those it holds, as browsers have it. */
export function pageLocks(home: Home, page: SimPage, faults: FaultLedger): Locks {
  const locks = home.origin.locksOf(page)
  const leadLock = `${databaseName(subjectOf(home.account))}-${databaseVersion}`
  return {
    areExclusive: true,
    async whenHeld(name, signal, held, options) {
      page.held += 1
      // Only the lead is ever taken from somebody.
      if (options?.steal && home.leader?.state === 'frozen') {
        faults.note('leader-replaced')
        home.leader.isReplaced = true
        home.leader.onThawReplaced = () => faults.note('replaced-leader-thawed')
      }
      try {
        await locks.whenHeld(
          name,
          signal,
          async () => {
            if (name === leadLock) home.leader = page
            await page.moment(0)
            if (!signal.aborted) await held()
          },
          options,
        )
      } finally {
        page.held -= 1
      }
    },
  }
}

/** Messages between tabs, each some milliseconds on its way. */
export function pageTabs(home: Home, page: SimPage, time: VirtualTime, chance: Chance): Tabs {
  const tabs = home.origin.tabsOf(page, subjectOf(home.account))
  return {
    post: (message) => void time.after(chance.whole(0, 30), () => tabs.post(message)),
    onMessage(listener) {
      page.held += 1
      let isListening = true
      const leave = tabs.onMessage((message) => page.run(() => isListening && listener(message)))
      return () => {
        if (isListening) page.held -= 1
        isListening = false
        leave()
      }
    },
    close: () => tabs.close(),
  }
}

/** The browser's hints, given when the plan says so. */
export class PageConnectivity implements Connectivity {
  readonly #page: SimPage
  readonly #listeners = new Set<() => void>()

  constructor(page: SimPage) {
    this.#page = page
  }

  onWake(listener: () => void): () => void {
    this.#page.held += 1
    this.#listeners.add(listener)
    return () => {
      if (this.#listeners.delete(listener)) this.#page.held -= 1
    }
  }

  wake(): void {
    this.#page.run(() => {
      for (const listener of [...this.#listeners]) listener()
    })
  }
}

export function pageMedia(home: Home, page: SimPage): MediaStore {
  const { media } = home
  return {
    write: (key, source, signal) => page.call([1, 1], () => media.write(key, source, signal)),
    open: (key) => page.call([0, 1], () => media.open(key)),
    remove: (key) => page.call([1, 0], () => media.remove(key)),
    keys: () => page.call([0, 1], () => media.keys()),
  }
}
