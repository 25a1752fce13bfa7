import { expect, test } from 'vitest'
import { deleteProject, getProject, listProjects } from '#contract/calls.ts'
import { ApiFailure } from '../../../client-lib/transport/api-failure.ts'
import { createApiClient } from '../../../client-lib/transport/create-api-client.ts'
import { NetworkFailed } from '../../../client-lib/transport/network-failed.ts'
import { NotSignedIn } from '../../../client-lib/transport/not-signed-in.ts'
import { UnexpectedReply } from '../../../client-lib/transport/unexpected-reply.ts'
import { HandClock } from '../../../testing/time/hand-clock.ts'
import { MemoryLocks } from '../media/memory-locks.ts'
import { client, list, problem, signal } from './answered-client.ts'

test('a call is the route’s request, with token and contract version', async () => {
  const { sent, reply } = list([{ status: 200, body: '{"projects":[]}', headers: { etag: '"1"' } }])
  expect(await reply).toEqual({ kind: 'ok', body: { projects: [] }, etag: '"1"' })
  expect(sent[0]).toMatchObject({
    ...{ method: 'GET', url: 'https://api.test/api/projects?limit=5' },
    headers: { authorization: 'Bearer opaque', 'x-reelsync-contract': '1' },
  })
  for (const header of ['if-none-match', 'content-type']) expect(sent[0]?.headers).not.toHaveProperty(header)
})

test('[SE2] an id stays within its place of the path', async () => {
  const { api, sent } = client([{ status: 404 }])
  await api.call(getProject, { params: { projectId: '../account?a=1' }, signal }).catch(() => undefined)
  expect(sent[0]?.url).toBe('https://api.test/api/projects/..%2Faccount%3Fa%3D1')
})

test('[QU6, QU11] of a code that is not known, be it named like what every object inherits, the time to wait is kept', async () => {
  for (const code of ['newer-than-this', 'constructor']) {
    const answer = { status: 503, body: problem(code), headers: { 'retry-after': '7' } }
    await expect(list([answer]).reply).rejects.toMatchObject({ name: 'UnexpectedReply', retryAfterMs: 7000 })
  }
})

test('an answer that breaks off is a failure of the network, and whether anything answered is told', async () => {
  const told: boolean[] = []
  let breaksOff = true
  let status = 200
  const transport = {
    send: async () => ({
      ...{ status, headers: {}, blob: async () => new Blob() },
      text: async () => {
        if (breaksOff) throw new TypeError('network error')
        return '{"projects":[]}'
      },
    }),
  }
  const api = createApiClient({
    ...{ apiUrl: 'https://api.test', account: 'ada', getToken: async () => 'opaque', transport },
    ...{ clock: new HandClock(), locks: new MemoryLocks(), onReachable: (reachable: boolean) => told.push(reachable) },
    onRefused: () => expect.unreachable(),
  })
  await expect(api.call(listProjects, { params: {}, signal })).rejects.toBeInstanceOf(NetworkFailed)
  breaksOff = false
  await api.call(listProjects, { params: {}, signal })
  status = 500
  await expect(api.call(listProjects, { params: {}, signal })).rejects.toBeInstanceOf(UnexpectedReply)
  expect(told).toEqual([false, true, true])
})

test('[QU11] 304 is not-modified where something was named that could be unchanged, and else no answer', async () => {
  const { api } = client([{ status: 304 }])
  const request = { params: {}, signal }
  expect(await api.call(listProjects, { ...request, ifNoneMatch: '"1"' })).toEqual({ kind: 'not-modified' })
  await expect(api.call(listProjects, request)).rejects.toMatchObject({ name: 'UnexpectedReply', status: 304 })
})

test('a problem is an ApiFailure with its payload parsed', async () => {
  const error = await list([{ status: 429, body: problem('rate-limited', { retryAfterMs: 7 }) }]).reply.catch((e) => e)
  expect(error).toBeInstanceOf(ApiFailure)
  expect(error).toMatchObject({ code: 'rate-limited', problem: { retryAfterMs: 7 }, requestId: 'r', message: 'd' })
})

test.each([
  [401, 'unauthenticated', '{"message":"Unauthorized"}'],
  [403, 'unauthenticated', '{"message":"Forbidden"}'],
  [404, 'route-not-found', '{"message":"Not Found"}'],
  [413, 'request-too-large', '{"message":"Request Too Long"}'],
  [429, 'rate-limited', '{"message":"Too Many Requests"}'],
  [500, 'internal', '{"message":"Internal Server Error"}'],
  [502, 'unavailable', '{"message":null}'],
  [503, 'unavailable', '{"Message":"Service Unavailable"}'],
])('a gateway’s own %i is read as %s', async (status, code, body) => {
  const error = await list([{ status, body }]).reply.catch((e) => e)
  if (code === 'unauthenticated') expect(error).toBeInstanceOf(NotSignedIn)
  else expect(error).toMatchObject({ name: 'ApiFailure', code })
})

test('[QU6] a gateway that is busy and names no time is given a second', async () => {
  for (const status of [429, 503])
    await expect(list([{ status, body: '{"message":null}' }]).reply).rejects.toMatchObject({
      problem: { retryAfterMs: 1000 },
    })
})

test('a body goes as JSON, and says so', async () => {
  const { api, sent } = client([{ status: 404 }])
  const body = { baseVersion: 1, mutationId: 'm' }
  await api.call(deleteProject, { params: { projectId: 'film' }, body, signal }).catch(() => undefined)
  expect(sent[0]).toMatchObject({ body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
})

test.each([
  ['HTML with 200', 200, '<html>'],
  ['HTML with 502', 502, '<html>'],
  ['another body with 200', 200, '{"projects":"none"}'],
  ['another body with 500', 500, '{"projects":[]}'],
  ['an unknown code', 409, problem('made-up')],
  ['a code without its payload', 409, problem('version-conflict')],
  ['a redirect', 302, ''],
])('[QU11] %s is an unexpected reply', async (_, status, body) => {
  const error = await list([{ status, body, headers: { 'retry-after': '2' } }]).reply.catch((e) => e)
  expect(error).toBeInstanceOf(UnexpectedReply)
  const isJson = body.startsWith('{')
  expect(error.message).toMatch(isJson ? /\) is not of the contract: \w/ : / in the cloud's place\./)
})
