import { expect, test } from 'vitest'
import { createLeadership, type Leadership } from '../../../client-lib/tabs/leadership.ts'
import type { TabMessage } from '../../../client-lib/tabs/tab-message.ts'
import { OriginLocks } from '../../../testing/device/origin-locks.ts'
import { HandClock } from '../../../testing/time/hand-clock.ts'
import { turn } from '../client/turns-of-the-loop.ts'

/** One tab, with what it says and how it is told its epoch. */
function newTab() {
  const clock = new HandClock()
  const locks = new OriginLocks()
  const posted: TabMessage[] = []
  const failures: unknown[] = []
  let raise = async (known: number) => known + 1
  const leadership = createLeadership({
    clock,
    locks: locks.of({}),
    lockName: () => 'lead',
    post: (message) => posted.push(message),
    raise: (known) => raise(known),
    onChange: () => undefined,
    onFailure: (error) => failures.push(error),
  })
  const raiseBy = (by: typeof raise) => {
    raise = by
  }
  return { clock, locks, posted, failures, leadership, raiseBy }
}

test.each([
  ['a refused write', ({ leadership }: ReturnType<typeof newTab>) => leadership.deposed()],
  ['a later leader’s word', ({ leadership }) => leadership.hear({ kind: 'lead-held', epoch: 9 })],
])('[QU10] what comes once it is closed, as %s, makes no tab wait for the lead again', async (_, comes) => {
  const tab = newTab()
  tab.leadership.join()
  await turn()
  expect(tab.leadership.epoch()).toBe(1)
  const closed = tab.leadership.close()
  comes(tab)
  await closed
  const left = () => [tab.locks.traces(), tab.clock.timers, tab.leadership.epoch()]
  expect(left()).toEqual([0, 0, undefined])
  await turn()
  expect(left()).toEqual([0, 0, undefined])
})

test('[QU10, TA1] an epoch that is told once it is closed makes no leader of it', async () => {
  const tab = newTab()
  let tell: (epoch: number) => void = () => undefined
  tab.raiseBy(
    () =>
      new Promise((resolve) => {
        tell = resolve
      }),
  )
  tab.leadership.join()
  await turn()
  await tab.leadership.close()
  tell(1)
  await turn()
  expect([tab.locks.traces(), tab.clock.timers, tab.posted]).toEqual([0, 0, []])
})

test('[TA2] an epoch that cannot be written is tried again, and what kept it is told', async () => {
  const tab = newTab()
  tab.raiseBy(async () => Promise.reject(new Error('no room')))
  tab.leadership.join()
  await turn()
  tab.raiseBy(async (known) => known + 1)
  expect([tab.leadership.epoch(), tab.failures.length]).toEqual([undefined, 1])
  tab.leadership.hear({ kind: 'lead-asked' })
  tab.clock.advance(5000)
  await turn()
  expect(tab.leadership.epoch()).toBe(1)
  await tab.leadership.close()
  expect(tab.clock.timers).toBe(0)
})

test.each<[string, (tab: ReturnType<typeof newTab>) => void, timers: number]>([
  ['was closed', ({ leadership }) => void leadership.close(), 0],
  ['was replaced, and asks again', ({ leadership }) => leadership.deposed(), 1],
])('[TA1, QU10] an epoch that could not be written is not written later by a tab that %s', async (_, comes, timers) => {
  const tab = newTab()
  let tries = 0
  let fail: (error: Error) => void = () => undefined
  tab.raiseBy((known) => {
    tries += 1
    return tries === 1 ? new Promise((_resolve, reject) => (fail = reject)) : Promise.resolve(known + 1)
  })
  tab.leadership.join()
  // The next in turn.
  void tab.locks.of({}).whenHeld('lead', new AbortController().signal, () => new Promise(() => undefined))
  await turn()
  comes(tab)
  fail(new Error('no room'))
  await turn()
  tab.clock.advance(5000)
  await turn()
  expect([tries, tab.failures, tab.clock.timers]).toEqual([1, [], timers])
  await tab.leadership.close()
})

/** Two tabs of one device that hear each other, and how often one came to lead. */
async function twoTabs() {
  const [clock, locks] = [new HandClock(), new OriginLocks()]
  const told = { raised: 0 }
  const tabs: Leadership[] = [0, 1].map((own) =>
    createLeadership({
      ...{ clock, locks: locks.of({}), lockName: () => 'lead', onChange: () => undefined },
      post: (message) => {
        if (message.kind === 'lead-asked' || message.kind === 'lead-held') tabs[1 - own]?.hear(message)
      },
      raise: async () => {
        told.raised += 1
        return told.raised
      },
      onFailure: () => expect.unreachable(),
    }),
  )
  for (const tab of tabs) tab.join()
  await turn()
  return { clock, told, tabs, epochs: () => tabs.map((tab) => tab.epoch()) }
}

test('[TA2] a leader that answers is not replaced, however long the others ask', async () => {
  const { clock, told, tabs, epochs } = await twoTabs()
  for (let quarters = 0; quarters < 20; quarters += 1) {
    clock.advance(15_000)
    await turn()
  }
  expect([epochs(), told.raised]).toEqual([[1, undefined], 1])
  for (const tab of tabs) await tab.close()
  expect(clock.timers).toBe(0)
})

test('[TA1, TA2] one whose write was refused lets go of the lead at once, and has its turn again', async () => {
  const { tabs, epochs } = await twoTabs()
  tabs[0]?.deposed()
  await turn()
  expect(epochs()).toEqual([undefined, 2])
  await tabs[1]?.close()
  await turn()
  expect(epochs()).toEqual([3, undefined])
  await tabs[0]?.close()
})
