import { expect, test } from 'vitest'
import { verifyToken } from '../../../lambdas/auth/verify-token.ts'
import type { ApiRequest } from '../../../lambdas/gateway/api-request.ts'
import { createMemoryTokens } from '../../server/memory-tokens.ts'

const minuteMs = 60_000

/** A function whose issuer shows the keys that a test says, or cannot be read. */
function start() {
  const startMs = Date.now()
  let [nowMs, reads] = [startMs, 0]
  let shown: 'the key' | 'another' | 'nothing' = 'the key'
  const clock = { nowMs: () => nowMs }
  const tokens = createMemoryTokens(clock)
  const others = { keys: [{ ...tokens.publicKey(), kid: 'another-key' }] }
  const fetchKeys = async () => {
    reads += 1
    if (shown === 'nothing') throw new Error('not to be reached')
    return shown === 'the key'
      ? tokens.keys()
      : (new TextEncoder().encode(JSON.stringify(others)).buffer as ArrayBuffer)
  }
  const authenticate = verifyToken(tokens, clock, fetchKeys)
  const request = (): ApiRequest => ({
    ...{ requestId: 'r1', routeKey: 'GET /api/projects', params: {}, query: {}, body: new Uint8Array() },
    headers: { authorization: `Bearer ${tokens.access('ada')}` },
  })
  return {
    ask: () => authenticate(request()),
    show: (keys: typeof shown) => {
      shown = keys
    },
    turnTo: (minutes: number) => {
      nowMs = startMs + minutes * minuteMs
    },
    reads: () => reads,
  }
}

test('[AU6] a key that its issuer has withdrawn opens nothing an hour later', async () => {
  const { ask, show, turnTo, reads } = start()
  await ask()
  show('another')
  turnTo(59)
  await ask()
  expect(reads()).toBe(1)
  turnTo(60)
  await expect(ask()).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('[AU6] while the issuer cannot be read the keys it had stay, and it is asked once a minute', async () => {
  const { ask, show, turnTo, reads } = start()
  await ask()
  show('nothing')
  turnTo(60)
  for (const _again of [1, 2, 3]) await ask()
  expect(reads()).toBe(2)
  turnTo(61)
  await ask()
  expect(reads()).toBe(3)
  show('another')
  turnTo(62)
  await expect(ask()).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('[AU6] keys that were read anew are not read again for an hour', async () => {
  const { ask, turnTo, reads } = start()
  for (const minutes of [0, 60, 119]) {
    turnTo(minutes)
    await ask()
  }
  expect(reads()).toBe(2)
})
