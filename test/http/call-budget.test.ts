import { writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { commandsOf, type RequestName } from '../../bench/cost/request-calls.ts'
import { type ApiCaller, callerOf } from '../suites/api-caller.ts'
import { complete, makeAsset, opened, presign, sendAll, upload } from '../suites/asset-fixture.ts'
import {
  createProject,
  deleted,
  deleteProject,
  deletionOf,
  erased,
  freshId,
  projectBody,
  putProject,
} from '../suites/project-fixture.ts'
import { presignedFor, sendSnapshot } from '../suites/snapshot-fixture.ts'
import { keepVersion, keptBody } from '../suites/version-fixture.ts'
import { countedFunctions } from './counted-functions.ts'

const { target, calls } = await countedFunctions(inject('httpDeployment'))
const oneTransaction = ['TransactWriteItemsCommand']
/** Where `npm run bench -- backend` reads the counts. */
const countsFile = process.env.REELSYNC_CALL_COUNTS
/** The calls of one request are those that are budgeted and priced for it. */
const took = (request: RequestName) => expect(calls.take(request)).toEqual(commandsOf(request))
const manyBytes = 17 * 1024 * 1024
const largeDocument = new Uint8Array(40_000)

describe('calls to AWS', () => {
  const user = freshId('user')
  let caller: ApiCaller
  let id: string
  beforeAll(async () => {
    caller = await callerOf(target, user)
  })
  afterAll(async () => {
    if (countsFile !== undefined) await writeFile(countsFile, JSON.stringify(calls.counts))
  })
  beforeEach(async () => {
    id = await createProject(caller)
    calls.take()
  })

  test('[CO1] a listing is one call, a project one where it is unchanged or lists no asset, and else two', async () => {
    const listed = await caller.call('GET', '/projects')
    took('a listing')
    await caller.call('GET', '/projects', { headers: { 'if-none-match': listed.headers.get('etag') ?? '' } })
    expect(calls.take()).toEqual(['QueryCommand'])
    const read = () => caller.call('GET', `/projects/${id}`)
    const etag = (await read()).headers.get('etag') ?? ''
    expect(calls.take()).toEqual(['GetItemCommand'])
    await caller.call('GET', `/projects/${id}`, { headers: { 'if-none-match': etag } })
    expect(calls.take()).toEqual(['GetItemCommand'])
    await putProject(caller, id, projectBody({ baseVersion: 1, assetIds: ['a1', 'a2'] }))
    calls.take()
    expect((await read()).status).toBe(200)
    took('a project with its media')
  })
  test('[CO1] a write is one call, with assets two; a conflict and a repeated write are no more', async () => {
    const second = projectBody({ baseVersion: 1 })
    for (const status of [200, 200]) {
      expect((await putProject(caller, id, second)).status).toBe(status)
      took('a write, inline')
    }
    expect((await putProject(caller, id, projectBody({ baseVersion: 1 }))).status).toBe(409)
    expect(calls.take()).toEqual(['UpdateItemCommand'])
    await putProject(caller, id, projectBody({ baseVersion: 2, assetIds: ['a1', 'a2'] }))
    took('a write, inline, of a project with media')
    for (const assetIds of [[], ['a1']]) {
      expect((await putProject(caller, id, projectBody({ baseVersion: 1, assetIds }))).status).toBe(409)
      expect(calls.take()).toEqual(['UpdateItemCommand', 'QueryCommand'])
    }
  })
  test("[CO1] a large document's presign is one call, its write two, and reading it is as of any other", async () => {
    await presignedFor(caller, id, largeDocument)
    expect(calls.take()).toEqual(oneTransaction)
    const document = await sendSnapshot(target, caller, id, largeDocument)
    calls.take()
    const write = projectBody({ baseVersion: 1, document })
    for (const status of [200, 200]) {
      expect((await putProject(caller, id, write)).status).toBe(status)
      took('a write, of a snapshot')
    }
    expect((await caller.call('GET', `/projects/${id}`)).status).toBe(200)
    expect(calls.take()).toEqual(['GetItemCommand'])
  })
  test('[CO1] a deletion is one call, also of a project with assets, refused or repeated; one that a version with assets won over is two', async () => {
    await putProject(caller, id, projectBody({ baseVersion: 1, assetIds: ['a1'] }))
    calls.take()
    expect((await deleteProject(caller, id, deletionOf(1))).status).toBe(409)
    expect(calls.take()).toEqual([...oneTransaction, 'QueryCommand'])
    const deletion = deletionOf(2)
    for (const [body, status] of [
      [deletion, 200],
      [deletion, 200],
      [deletionOf(3), 410],
    ] as const) {
      expect((await deleteProject(caller, id, body)).status).toBe(status)
      expect(calls.take()).toEqual(oneTransaction)
    }
  })
  test('[CO1] a creation is one call, also refused or repeated, and bringing a project back is two', async () => {
    const [fresh, creation] = [freshId('project'), projectBody()]
    for (const [body, status] of [
      [creation, 200],
      [creation, 200],
      [projectBody(), 409],
    ] as const) {
      expect((await putProject(caller, fresh, body)).status).toBe(status)
      expect(calls.take()).toEqual(oneTransaction)
    }
    await deleteProject(caller, fresh, deletionOf(1))
    calls.take()
    const back = projectBody({ baseVersion: 2 })
    expect((await putProject(caller, fresh, back)).status).toBe(200)
    expect(calls.take()).toEqual(['UpdateItemCommand', ...oneTransaction])
    expect((await putProject(caller, fresh, back)).status).toBe(200)
    expect(calls.take()).toEqual(['UpdateItemCommand'])
  })
  test('[CO1] usage is one call', async () => {
    expect((await caller.call('GET', '/usage')).status).toBe(200)
    expect(calls.take()).toEqual(['GetItemCommand'])
  })
  test('[CO1] erasing an account is two calls, and one for each project, live or deleted', async () => {
    const own = await callerOf(target, freshId('user'))
    await createProject(own)
    await deleted(own, await createProject(own), 1)
    calls.take()
    await erased(own)
    const counts = calls.take()
    expect(counts.slice(0, 2)).toEqual(['UpdateItemCommand', 'QueryCommand'])
    expect(counts.slice(2)).toEqual([...oneTransaction, ...oneTransaction])
  })
  test('[CO1] a list of versions and one version are two calls, and keeping one is one', async () => {
    const body = keptBody()
    for (const status of [201, 200]) {
      expect((await keepVersion(caller, id, body)).status).toBe(status)
      expect(calls.take()).toEqual(oneTransaction)
    }
    expect((await keepVersion(caller, id, { ...body, name: 'other' })).status).toBe(422)
    expect(calls.take()).toEqual(oneTransaction)
    expect((await caller.call('GET', `/projects/${id}/versions`)).status).toBe(200)
    expect(calls.take()).toEqual(['QueryCommand', 'GetItemCommand'])
    expect((await caller.call('GET', `/projects/${id}/versions/1~${body.mutationId}`)).status).toBe(200)
    expect(calls.take()).toEqual(['GetItemCommand', 'GetItemCommand'])
    expect((await caller.call('GET', `/projects/${freshId('project')}/versions`)).status).toBe(404)
    expect(calls.take()).toEqual(['QueryCommand', 'GetItemCommand'])
  })
  test("[CO1] an upload's first window is three calls, each further one two, and completing five", async () => {
    const asset = await makeAsset(manyBytes)
    await opened(caller, id, { ...asset.body, parts: asset.parts.slice(0, 1) })
    took('presign, first window')
    await sendAll(target, asset, await opened(caller, id, asset.body))
    took('presign, next window')
    expect((await complete(caller, id, asset)).json).toEqual({ state: 'stored', mediaRev: 1 })
    took('complete')
  })
  test('[CO1] for bytes that are stored, presign and complete are one call each, list and download two', async () => {
    const asset = await makeAsset(1000)
    await upload(target, caller, id, asset)
    calls.take()
    expect((await presign(caller, id, asset.body)).json).toEqual({ state: 'stored' })
    took('presign, already stored')
    expect((await complete(caller, id, asset)).json).toEqual({ state: 'stored', mediaRev: 1 })
    expect(calls.take()).toEqual(['TransactGetItemsCommand'])
    await caller.call('GET', `/projects/${id}/media`)
    expect(calls.take()).toEqual(['GetItemCommand', 'QueryCommand'])
    expect((await caller.call('POST', `/projects/${id}/media/${asset.body.assetId}/download`)).status).toBe(200)
    took('a download')
  })
})
