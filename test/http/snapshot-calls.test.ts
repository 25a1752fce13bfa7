import { beforeEach, describe, expect, inject, test } from 'vitest'
import { type ApiCaller, callerOf } from '../suites/api-caller.ts'
import {
  createProject,
  deleteProject,
  deletionOf,
  freshId,
  projectBody,
  putProject,
} from '../suites/project-fixture.ts'
import { sendSnapshot } from '../suites/snapshot-fixture.ts'
import { countedFunctions } from './counted-functions.ts'

const { target, calls } = await countedFunctions(inject('httpDeployment'))
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

  test('[CO1] a conflict with a large document takes no more, of a write and of a deletion', async () => {
    const document = await sendSnapshot(target, caller, id, bytes)
    await putProject(caller, id, projectBody({ baseVersion: 1, document }))
    calls.take()
    expect((await putProject(caller, id, projectBody({ baseVersion: 1, document }))).status).toBe(409)
    expect(calls.take()).toEqual(['HEAD object', 'UpdateItemCommand'])
    expect((await deleteProject(caller, id, deletionOf(1))).status).toBe(409)
    expect(calls.take()).toEqual(['TransactWriteItemsCommand'])
  })
  test('[CO1] past 2,000 assets the list takes two calls to write or to find there, and one to read', async () => {
    const write = projectBody({ baseVersion: 1, assetIds: manyIds })
    expect((await putProject(caller, id, write)).status).toBe(200)
    expect(calls.take()).toEqual(['TransactWriteItemsCommand', 'PUT object', 'UpdateItemCommand', 'QueryCommand'])
    expect((await putProject(caller, id, projectBody({ baseVersion: 2, assetIds: manyIds }))).status).toBe(200)
    expect(calls.take()).toEqual(['TransactWriteItemsCommand', 'HEAD object', 'UpdateItemCommand', 'QueryCommand'])
    const answer = await caller.call('GET', `/projects/${id}`)
    expect(calls.take()).toEqual(['GetItemCommand', 'GET object', 'QueryCommand'])
    const known = { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } }
    expect((await caller.call('GET', `/projects/${id}`, known)).status).toBe(304)
    expect(calls.take()).toEqual(['GetItemCommand'])
  })
})
