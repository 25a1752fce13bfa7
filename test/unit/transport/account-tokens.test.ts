import { expect, test } from 'vitest'
import { listProjects } from '#contract/calls.ts'
import { createAccountTokens } from '../../../client-lib/transport/account-tokens.ts'
import { createApiClient } from '../../../client-lib/transport/create-api-client.ts'
import { NotSignedIn } from '../../../client-lib/transport/not-signed-in.ts'
import type { Transport } from '../../../client-lib/transport/transport.ts'
import { OriginLocks } from '../../../testing/device/origin-locks.ts'
import { HandClock } from '../../../testing/time/hand-clock.ts'
import { turn } from '../client/turns-of-the-loop.ts'
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

test('[AC4] of many requests in many tabs, refused together or a little later, one refresh answers all', async () => {
  const { getToken, refreshes } = signedInApp()
  const [locks, clock] = [new OriginLocks(), new HandClock()]
  const sent: string[] = []
  const transport: Transport = {
    async send({ headers, url }) {
      await turn()
      // The last tab's requests are refused only after the others were answered.
      if (url.startsWith('https://late'))
        while (sent.filter((token) => token === 'Bearer new 1').length < 10) await turn()
      const { authorization = '' } = headers
      sent.push(authorization)
      const isTaken = authorization === 'Bearer new 1'
      const body = isTaken ? '{"projects":[]}' : '{"message":"Unauthorized"}'
      return { status: isTaken ? 200 : 401, headers: {}, text: async () => body, blob: async () => new Blob([body]) }
    },
  }
  const tabs = ['https://a.test', 'https://b.test', 'https://late.test'].map((apiUrl) =>
    createApiClient({ apiUrl, account: 'ada', getToken, transport, clock, locks: locks.of({}) }),
  )
  const calls = tabs.flatMap((api) =>
    Array.from({ length: 5 }, () => api.call(listProjects, { params: {}, query: {}, signal })),
  )
  expect((await Promise.all(calls)).map(({ kind }) => kind)).toEqual(Array.from({ length: 15 }, () => 'ok'))
  expect(refreshes).toHaveLength(1)
  expect(sent).toHaveLength(30)
  expect([locks.traces(), clock.timers]).toEqual([0, 0])
})

test('[AC4] a request that is given up while it refreshes takes the newer token from no other', async () => {
  const { getToken, refreshes } = signedInApp()
  const [locks, clock] = [new OriginLocks(), new HandClock()]
  const tokens = createAccountTokens({ account: 'ada', getToken, locks: locks.of({}) }, { clock, timeoutMs: 60_000 })
  const impatient = new AbortController()
  const given = tokens.newerThan('old', impatient.signal).catch((error: unknown) => error)
  const waiting = tokens.newerThan('old', signal)
  await turn()
  impatient.abort()
  await given
  expect(await waiting.catch(() => tokens.newerThan('old', signal))).toBe('new 1')
  expect(refreshes).toHaveLength(1)
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
