import { beforeEach, describe, expect, inject, test } from 'vitest'
import { createFunctions } from '../server/create-functions.ts'
import { createMemoryTokens } from '../server/memory-tokens.ts'
import { serverFetch } from '../server/server-fetch.ts'
import { type ApiCaller, callerOf } from '../suites/api-caller.ts'
import type { HttpTarget } from '../suites/http-target.ts'
import {
  createProject,
  deleteProject,
  deletionOf,
  freshId,
  projectBody,
  putProject,
} from '../suites/project-fixture.ts'
import { presignedFor, sendSnapshot } from '../suites/snapshot-fixture.ts'
import { countCalls } from './count-calls.ts'
import { deployedPorts } from './deployed-ports.ts'

const deployed = await deployedPorts(inject('httpDeployment'))
const tokens = createMemoryTokens(deployed.ports.clock)
const functions = createFunctions(deployed.ports, tokens, [])
const inProcess = serverFetch({ handle: (request) => functions(request, 'request') })
const apiUrl = 'https://functions.test'
const target: HttpTarget = {
  name: 'the functions in this process, on ministack',
  apiUrl,
  fetch: (input, init) => (String(input).startsWith(apiUrl) ? inProcess : fetch)(input, init),
  tokens: { access: async (user) => tokens.access(user) },
}
const calls = countCalls(deployed)
const bytes = new Uint8Array(40_000)
const manyIds = Array.from({ length: 2500 }, (_, index) => `asset-${index}`)

describe('calls to AWS for what does not fit into a row', () => {
  const user = freshId('user')
  let caller: ApiCaller
  let id: string
  beforeEach(async () => {
    caller = await callerOf(target, user)
    id = await createProject(caller)
    calls.take()
  })

  test("[CO1] a large document's presign is one call, its write two, and reading it is as of any other", async () => {
    await presignedFor(caller, id, bytes)
    expect(calls.take()).toEqual(['UpdateItemCommand'])
    const document = await sendSnapshot(target, caller, id, bytes)
    calls.take()
    const write = projectBody({ baseVersion: 1, document })
    for (const status of [200, 200]) {
      expect((await putProject(caller, id, write)).status).toBe(status)
      expect(calls.take()).toEqual(['HEAD object', 'UpdateItemCommand'])
    }
    expect((await caller.call('GET', `/projects/${id}`)).status).toBe(200)
    expect(calls.take()).toEqual(['GetItemCommand'])
  })
  test('[CO1] a conflict with a large document takes no more, of a write and of a deletion', async () => {
    const document = await sendSnapshot(target, caller, id, bytes)
    await putProject(caller, id, projectBody({ baseVersion: 1, document }))
    calls.take()
    expect((await putProject(caller, id, projectBody({ baseVersion: 1, document }))).status).toBe(409)
    expect(calls.take()).toEqual(['HEAD object', 'UpdateItemCommand'])
    expect((await deleteProject(caller, id, deletionOf(1))).status).toBe(409)
    expect(calls.take()).toEqual(['UpdateItemCommand'])
  })
  test('[CO1] past 2,000 assets the list takes two calls to write, and one to read', async () => {
    const write = projectBody({ baseVersion: 1, assetIds: manyIds })
    expect((await putProject(caller, id, write)).status).toBe(200)
    expect(calls.take()).toEqual(['UpdateItemCommand', 'PUT object', 'UpdateItemCommand', 'QueryCommand'])
    const answer = await caller.call('GET', `/projects/${id}`)
    expect(calls.take()).toEqual(['GetItemCommand', 'GET object', 'QueryCommand'])
    const known = { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } }
    expect((await caller.call('GET', `/projects/${id}`, known)).status).toBe(304)
    expect(calls.take()).toEqual(['GetItemCommand'])
  })
})
