import { expect, test } from 'vitest'
import { contractVersionHeader } from '#contract/contract-version.ts'
import { requestIdHeader } from '#contract/errors.ts'
import { callerOf } from '../suites/api-caller.ts'

const common = { [contractVersionHeader]: '1', [requestIdHeader]: 'r1' }
const answering = (body: object | undefined, init: ResponseInit = {}) =>
  callerOf(
    {
      name: 'a server that answers one thing',
      apiUrl: 'https://api.test',
      fetch: async () =>
        body === undefined
          ? new Response(null, init)
          : Response.json(body, { ...init, headers: { ...common, ...init.headers } }),
      tokens: { access: async () => 'token' },
    },
    'ada',
  )
const complete = ['POST', '/projects/p1/media/a1/complete'] as const

test('[OA3] a status that the document does not tell for the route fails the suite', async () => {
  const current = { status: 304, headers: { etag: '"1.0"', ...common } }
  const caller = await answering(undefined, current)
  await expect(caller.call('GET', '/projects/p1/media')).rejects.toThrow(
    'does not tell that GET /projects/p1/media answers 304',
  )
  await expect(caller.call('GET', '/projects/p1')).resolves.toMatchObject({ status: 304 })
})

test('[OA3] so does a body of another shape, or of another status', async () => {
  const stored = { state: 'stored', mediaRev: 1 }
  await expect((await answering(stored)).call(...complete)).resolves.toMatchObject({ json: stored })
  await expect((await answering({ ...stored, mediaRev: 'one' })).call(...complete)).rejects.toThrow(
    'mediaRev must be integer',
  )
  const later = { status: 202, headers: { 'retry-after': '2' } }
  await expect((await answering(stored, later)).call(...complete)).rejects.toThrow(
    'otherwise than docs/openapi.json tells',
  )
  const listing = await answering(
    { projects: [{ state: 'live', id: 'p1' }] },
    { status: 200, headers: { etag: '"1"' } },
  )
  await expect(listing.call('GET', '/projects?limit=1')).rejects.toThrow('otherwise than docs/openapi.json tells')
})

test('[OA3] so does an answer without the headers of its status', async () => {
  const later = { state: 'assembling', retryAfterMs: 2000 }
  await expect((await answering(later, { status: 202 })).call(...complete)).rejects.toThrow(
    'answered 202 without retry-after',
  )
  const bare = await answering(undefined, { status: 304, headers: common })
  await expect(bare.call('GET', '/projects/p1')).rejects.toThrow('answered 304 without etag')
  const told = await answering(later, { status: 202, headers: { 'retry-after': '2' } })
  await expect(told.call(...complete)).resolves.toMatchObject({ status: 202 })
})
