import { expect, test } from 'vitest'
import { contractVersionHeader } from '#contract/contract-version.ts'
import { problemContentType, requestIdHeader } from '#contract/errors.ts'
import { callerOf } from '../suites/api-caller.ts'

const answering = (problem: { readonly status: number; readonly [member: string]: unknown }) =>
  callerOf(
    {
      name: 'a server that answers one problem',
      apiUrl: 'https://api.test',
      fetch: async () => {
        const headers = { 'content-type': problemContentType, [contractVersionHeader]: '1', [requestIdHeader]: 'r1' }
        return Response.json(problem, { status: problem.status, headers })
      },
      tokens: { access: async () => 'token' },
    },
    'ada',
  )
const problem = { type: 't', title: 't', status: 404, detail: 'd', requestId: 'r' }

test('[IN6] a code that the contract does not list for the route fails the suite', async () => {
  const caller = await answering({ ...problem, code: 'asset-not-found' })
  await expect(caller.call('GET', '/projects/p1')).rejects.toThrow('GET /projects/p1 answered asset-not-found')
  await expect(caller.call('POST', '/projects/p1/media/a1/download')).resolves.toMatchObject({ status: 404 })
})

test("[IN6] so does another status than the code's, and a code without what it carries", async () => {
  const gone = { ...problem, code: 'project-deleted' }
  const wrongStatus = await answering(gone)
  await expect(wrongStatus.call('GET', '/projects/p1')).rejects.toThrow('travelled with status 404')
  const bare = await answering({ ...gone, status: 410 })
  await expect(bare.call('GET', '/projects/p1')).rejects.toThrow('version')
  const whole = await answering({ ...gone, status: 410, version: 2, deletedAtMs: 1 })
  await expect(whole.call('GET', '/projects/p1?colour=red')).resolves.toMatchObject({ json: { version: 2 } })
})

test('[IN6] every route may answer the common codes', async () => {
  const caller = await answering({ ...problem, code: 'unauthenticated', status: 401 })
  await expect(caller.call('GET', '/projects?limit=1')).resolves.toMatchObject({ json: { code: 'unauthenticated' } })
})
