import { expect, test } from 'vitest'
import { listProjects } from '#contract/calls.ts'
import { NetworkFailed } from '../../../client-lib/transport/network-failed.ts'
import { client, list, problem, signal } from './answered-client.ts'

const jwt = (sub: string) => `e30.${btoa(JSON.stringify({ sub }))}.c2ln`

test('[QU10] nothing is sent where the call was ended while its token was fetched', async () => {
  const ending = new AbortController()
  const { api, sent } = client([{ status: 200, body: '{"projects":[]}' }], async () => {
    queueMicrotask(() => ending.abort())
    return 'opaque'
  })
  await expect(api.call(listProjects, { params: {}, signal: ending.signal })).rejects.toThrow()
  expect(sent.filter(({ signal }) => !signal.aborted)).toEqual([])
})

test('[QU7] requests refused together ask for one newer token, and are sent once more', async () => {
  const asked: boolean[] = []
  let token = 'old'
  const made = client([{ status: 401, body: problem('token-expired') }], async ({ refresh }) => {
    asked.push(refresh)
    if (refresh) token = 'new'
    return token
  })
  const calls = [1, 2, 3].map(() => made.api.call(listProjects, { params: {}, signal }).catch((error) => error))
  for (const outcome of await Promise.all(calls))
    expect(outcome).toMatchObject({ name: 'NotSignedIn', reason: 'refused' })
  expect(asked.filter(Boolean)).toHaveLength(1)
  expect(made.sent).toHaveLength(6)
})

test('[QU7, QU8] what is answered to the newer token is told as it is', async () => {
  const { api } = client(
    [
      { status: 401, body: problem('token-expired') },
      { status: 400, body: problem('invalid-request', { issues: [] }) },
    ],
    async ({ refresh }) => (refresh ? 'new' : 'old'),
  )
  await expect(api.call(listProjects, { params: {}, signal })).rejects.toMatchObject({
    ...{ name: 'ApiFailure', code: 'invalid-request' },
  })
})

test('[QU7] the same token offered again is not sent again', async () => {
  const made = list([{ status: 401, body: problem('unauthenticated') }])
  await expect(made.reply).rejects.toMatchObject({ reason: 'refused' })
  expect(made.sent).toHaveLength(1)
})

test('[QU12] a JWT of another subject is not sent; one of this account, or an opaque one, is', async () => {
  const ok = [{ status: 200, body: '{"projects":[]}' }]
  const other = list(ok, async () => jwt('bob'))
  await expect(other.reply).rejects.toMatchObject({ name: 'NotSignedIn', reason: 'other-account' })
  expect(other.sent).toHaveLength(0)
  expect(await list(ok, async () => jwt('ada')).reply).toMatchObject({ kind: 'ok' })
})

test('nobody signed in, and a token source that fails, are told apart', async () => {
  await expect(list([], async () => null).reply).rejects.toMatchObject({ name: 'NotSignedIn', reason: 'no-token' })
  await expect(list([], () => Promise.reject(new Error('offline'))).reply).rejects.toBeInstanceOf(NetworkFailed)
})
