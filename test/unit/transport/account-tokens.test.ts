import { expect, test } from 'vitest'
import { createAccountTokens } from '../../../client-lib/transport/account-tokens.ts'
import { NotSignedIn } from '../../../client-lib/transport/not-signed-in.ts'
import { OriginLocks } from '../client/origin-locks.ts'
import { turn } from '../client/turns-of-the-loop.ts'
import { HandClock } from '../media/hand-clock.ts'
import { MemoryLocks } from '../media/memory-locks.ts'

const { signal } = new AbortController()

/** What the tabs of one app share: who is signed in. */
function signedInApp() {
  let token = 'old'
  const refreshes: number[] = []
  return {
    refreshes,
    getToken: async ({ refresh }: { refresh: boolean }) => {
      if (!refresh) return token
      refreshes.push(refreshes.length)
      await turn()
      token = `new ${refreshes.length}`
      return token
    },
  }
}

test('[AC4] tabs whose tokens are refused together ask for one newer token', async () => {
  const { getToken, refreshes } = signedInApp()
  const [locks, clock] = [new MemoryLocks(), new HandClock()]
  const tabs = [1, 2, 3].map(() => createAccountTokens({ account: 'ada', getToken, locks }, { clock, timeoutMs: 1000 }))
  const newer = await Promise.all(tabs.map((tokens) => tokens.newerThan('old', signal)))
  expect(newer).toEqual(['new 1', 'new 1', 'new 1'])
  expect(refreshes).toHaveLength(1)
  expect(clock.timers).toBe(0)
})

test('[AC4] a tab that is frozen over its refresh keeps no other from it', async () => {
  const { getToken } = signedInApp()
  const [origin, clock] = [new OriginLocks(), new HandClock()]
  void origin.of({}).whenHeld('reelsync-token-ada', signal, () => new Promise(() => {}))
  await turn()
  const tokens = createAccountTokens({ account: 'ada', getToken, locks: origin.of({}) }, { clock, timeoutMs: 60_000 })
  const newer = tokens.newerThan('old', signal)
  await turn()
  clock.advance(10_000)
  expect(await newer).toBe('new 1')
})

test('[AC1] where nobody is signed in no token is asked for', async () => {
  const getToken = () => expect.unreachable()
  const limits = { clock: new HandClock(), timeoutMs: 1000 }
  const tokens = createAccountTokens({ account: null, getToken, locks: new MemoryLocks() }, limits)
  await expect(tokens.current(signal)).rejects.toBeInstanceOf(NotSignedIn)
})
