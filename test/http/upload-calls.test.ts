import { beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { userIdOf } from '../../lambdas/auth/user-id.ts'
import { type ApiCaller, callerOf } from '../suites/api-caller.ts'
import { assetOf, complete, makeAsset, opened, presign, sendAll, upload } from '../suites/asset-fixture.ts'
import { createProject, freshId } from '../suites/project-fixture.ts'
import { countedFunctions } from './counted-functions.ts'

const { target, calls, ports, tokens } = await countedFunctions(inject('httpDeployment'))
const oneTransaction = ['TransactWriteItemsCommand']
const manyBytes = 17 * 1024 * 1024

describe('calls to AWS', () => {
  const user = freshId('user')
  let caller: ApiCaller
  let id: string
  beforeAll(async () => {
    caller = await callerOf(target, user)
  })
  beforeEach(async () => {
    id = await createProject(caller)
    calls.take()
  })

  test('[CO1] cancelling an upload is four calls, of one part three, and detaching a stored asset two', async () => {
    const look = ['TransactGetItemsCommand', 'GetItemCommand']
    const [several, one] = [await makeAsset(manyBytes), await makeAsset(1000)]
    const remove = async ({ body }: { readonly body: { readonly assetId: string } }) => {
      calls.take()
      return (await caller.call('DELETE', `/projects/${id}/media/${body.assetId}`)).json
    }
    for (const asset of [several, one]) await opened(caller, id, asset.body)
    expect(await remove(several)).toEqual({ state: 'cancelled' })
    expect(calls.take()).toEqual([...look, ...oneTransaction, 'AbortMultipartUploadCommand'])
    expect(await remove(one)).toEqual({ state: 'cancelled' })
    expect(calls.take()).toEqual([...look, ...oneTransaction])
    await upload(target, caller, id, one)
    expect(await remove(one)).toEqual({ state: 'detached' })
    expect(calls.take()).toEqual(['TransactGetItemsCommand', ...oneTransaction])
  })
  test('[CO1] an upload that the store has finished or forgotten takes five calls, of presign and complete alike', async () => {
    const finish = async () => {
      const asset = await makeAsset(manyBytes)
      await sendAll(target, asset, await opened(caller, id, asset.body))
      const kept = await ports.ledger.get(userIdOf(tokens.issuer, user), asset.body)
      if (kept === undefined) throw new Error('The asset has no row.')
      const listing = await ports.store.listParts(kept.session)
      if (listing.kind === 'gone') throw new Error('The upload is gone.')
      return { asset, session: kept.session, parts: listing.parts }
    }
    const [completed, presigned, forgotten] = [await finish(), await finish(), await finish()]
    for (const { asset, session, parts } of [completed, presigned]) {
      await ports.store.completeUpload(session, parts, asset.body)
    }
    await ports.store.abortUpload(forgotten.session)
    calls.take()
    expect((await complete(caller, id, completed.asset)).json).toMatchObject({ state: 'stored' })
    expect(calls.take()).toHaveLength(5)
    expect((await presign(caller, id, presigned.asset.body)).json).toEqual({ state: 'stored' })
    expect(calls.take()).toHaveLength(5)
    expect((await opened(caller, id, forgotten.asset.body)).signedParts).toHaveLength(3)
    expect(calls.take()).toHaveLength(5)
  })
  test('[CO1] a project that joins an upload takes three calls for its first window', async () => {
    const asset = await makeAsset(manyBytes)
    await opened(caller, id, asset.body)
    const other = await createProject(caller)
    calls.take()
    await opened(caller, other, asset.body)
    expect(calls.take()).toEqual([...oneTransaction, ...oneTransaction, 'ListPartsCommand'])
  })
  test('[CO1] a window that names a base takes three calls more, and one for each copy that is tried', async () => {
    const base = await makeAsset(manyBytes)
    await upload(target, caller, id, base)
    const bytes = base.bytes.slice()
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1
    const { body, parts } = await assetOf(bytes)
    const changed = { ...body, baseAssetId: base.body.assetId }
    calls.take()
    const first = [...oneTransaction, 'CreateMultipartUploadCommand', ...oneTransaction]
    const lookUp = ['GetItemCommand', 'GetItemCommand', 'GetObjectAttributesCommand']
    await opened(caller, id, { ...changed, parts: parts.slice(0, 2) })
    // ministack knows no checksums of an object's parts.
    expect(calls.take()).toEqual([...first, ...lookUp])
    ports.store.partChecksums = async () => new Map(base.parts.map((part) => [part.partNumber, part.checksum]))
    await opened(caller, id, { ...changed, parts: parts.slice(0, 2) })
    // Nor those of copied parts: the first is tried alone, and the other is not.
    expect(calls.take()).toEqual([
      ...oneTransaction,
      'ListPartsCommand',
      ...lookUp.slice(0, 2),
      'UploadPartCopyCommand',
    ])
    await opened(caller, id, { ...changed, parts: [] })
    expect(calls.take()).toEqual([...oneTransaction, 'ListPartsCommand'])
  })
  test('[CO1] a file of one part is presigned by two calls and completed by four', async () => {
    const asset = await makeAsset(1000)
    await sendAll(target, asset, await opened(caller, id, asset.body))
    expect(calls.take()).toEqual([...oneTransaction, ...oneTransaction])
    expect((await complete(caller, id, asset)).json).toEqual({ state: 'stored', mediaRev: 1 })
    const look = ['TransactGetItemsCommand']
    expect(calls.take()).toEqual([...look, 'HeadObjectCommand', ...oneTransaction, ...look])
  })
  test('[CO1] a file of one part that is asked for again takes two calls, and once it was sent four', async () => {
    const asset = await makeAsset(1000)
    const reply = await opened(caller, id, asset.body)
    calls.take()
    await opened(caller, id, asset.body)
    expect(calls.take()).toEqual([...oneTransaction, 'HeadObjectCommand'])
    await sendAll(target, asset, reply)
    expect((await presign(caller, id, asset.body)).json).toEqual({ state: 'stored' })
    expect(calls.take()).toEqual([...oneTransaction, 'HeadObjectCommand', ...oneTransaction, ...oneTransaction])
  })
})
