import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, inject, test } from 'vitest'
import { readGarbage } from '../../lambdas/garbage/dynamo-garbage-attributes.ts'
import { garbageDueAtMs } from '../../lambdas/garbage/garbage-due.ts'
import type { AssetClaim } from '../../lambdas/media/asset-ledger.ts'
import { assetKey } from '../../lambdas/media/dynamo-asset-attributes.ts'
import { mediaKey } from '../../lambdas/media/dynamo-media-attributes.ts'
import type { Item } from '../../lambdas/storage/dynamo-refused-item.ts'
import { versionId } from '../../lambdas/versions/version-id.ts'
import { givenWrite, someUser } from '../adapters/given-write.ts'
import { unsettled } from '../adapters/unsettled.ts'
import { localPorts } from './local-ports.ts'

const { projects, ledger, versions, accounts, dynamo } = localPorts(inject('localStores'))
const several = `${'A'.repeat(43)}=-3`

async function start(checksum = `${'A'.repeat(43)}=`) {
  const userId = someUser()
  await projects.write(givenWrite(userId))
  const file = { fileName: 'f', mime: 'video/mp4', sizeBytes: 20, checksum, partRule: 1 }
  const claim: AssetClaim = { userId, projectId: 'p1', assetId: 'a1', ...file, nowMs: 2000 }
  const open = async (uploadId: string) =>
    ledger.open(claim, { storageKey: `${userId}/${uploadId}`, uploadId }, unsettled(await ledger.get(userId, claim)))
  const read = async () => {
    const asset = await ledger.get(userId, claim)
    if (asset === undefined) throw new Error('The asset has no row.')
    return asset
  }
  return { userId, claim, open, read }
}

async function rowOf(TableName: string, Key: Record<string, string>): Promise<Item | undefined> {
  return (await dynamo.send(new GetCommand({ TableName, Key, ConsistentRead: true }))).Item
}

async function garbageOf(userId: string) {
  const values = { ':user': userId, ':prefix': 'garbage#' }
  const query = { KeyConditionExpression: 'user_id = :user AND begins_with(checksum, :prefix)' }
  const command = new QueryCommand({ TableName: 'StoredAssets', ...query, ExpressionAttributeValues: values })
  return ((await dynamo.send(command)).Items ?? []).map(readGarbage)
}

const set = (TableName: string, Key: Record<string, string>, values: Record<string, number>) =>
  dynamo.send(
    new UpdateCommand({
      ...{ TableName, Key, UpdateExpression: `SET ${Object.keys(values).map((name) => `${name} = :${name}`)}` },
      ExpressionAttributeValues: Object.fromEntries(Object.entries(values).map(([name, value]) => [`:${name}`, value])),
    }),
  )

describe('rows that housekeeping goes by, on DynamoDB Local', () => {
  test('[UP20] a replaced session and an abandoned one are garbage, due once no address for them is good', async () => {
    const { userId, claim, open, read } = await start(several)
    for (const uploadId of ['u1', 'u2']) await open(uploadId)
    const left = (uploadId: string, nowMs: number) => ({
      ...{ userId, storageKey: `${userId}/${uploadId}`, uploadId, sizeBytes: 20 },
      dueAtMs: garbageDueAtMs(nowMs),
    })
    expect(await garbageOf(userId)).toEqual([left('u1', claim.nowMs)])
    await ledger.abandon(await read(), 3000)
    await open('u3')
    expect(await garbageOf(userId)).toEqual([left('u1', claim.nowMs), left('u2', 3000)])
    await ledger.settle(await read(), 4000)
    expect(await garbageOf(userId)).toHaveLength(2)
  })
  test('[UP20] of a file of one part no upload is named, for it has none', async () => {
    const { userId, open, read } = await start()
    await open('u1')
    await ledger.abandon(await read(), 3000)
    expect(await garbageOf(userId)).toEqual([
      { userId, storageKey: `${userId}/u1`, sizeBytes: 20, dueAtMs: garbageDueAtMs(3000) },
    ])
  })
  test('[UP21] each row that comes to name stored bytes raises their pins, and one that names them already does not', async () => {
    const { userId, claim, open, read } = await start()
    await open('u1')
    expect(await rowOf('StoredAssets', assetKey(userId, claim))).not.toHaveProperty('pins')
    await ledger.settle(await read(), 3000)
    expect(await rowOf('StoredAssets', assetKey(userId, claim))).toMatchObject({ pins: 1 })
    for (const _again of [1, 2]) await ledger.attach({ ...claim, assetId: 'a2' })
    expect(await rowOf('StoredAssets', assetKey(userId, claim))).toMatchObject({ pins: 2 })
  })
  test('[UP21] a marked row that is presigned again loses its mark, and is written', async () => {
    const { userId, claim, open, read } = await start()
    await open('u1')
    await ledger.settle(await read(), 3000)
    const key = mediaKey(userId, 'p1', 'a1')
    await set('ProjectMedia', key, { unreferenced_since: 3500, unreferenced_seen: 4000 })
    expect(await ledger.attach({ ...claim, nowMs: 5000 })).toEqual({ kind: 'stored' })
    const row = await rowOf('ProjectMedia', key)
    expect(row).toMatchObject({ state: 'stored', updated_at: 5000 })
    for (const name of ['unreferenced_since', 'unreferenced_seen']) expect(row).not.toHaveProperty(name)
    expect(await rowOf('StoredAssets', assetKey(userId, claim))).toMatchObject({ pins: 2 })
  })
  test('[RM2] a detached row has the mark of its first detaching, and whoever marks it later finds it', async () => {
    const { userId, open, read } = await start()
    await open('u1')
    await ledger.settle(await read(), 3000)
    for (const nowMs of [4000, 5000]) await ledger.detach(userId, { projectId: 'p1', assetId: 'a1' }, nowMs)
    const row = await rowOf('ProjectMedia', mediaKey(userId, 'p1', 'a1'))
    expect(row).toMatchObject({ unreferenced_since: 4000, unreferenced_seen: 4000, updated_at: 3000 })
  })
  test('[RM1] [UP20] a cancelled upload is garbage with all that was reserved for it, and has no row of its own', async () => {
    const { userId, claim, open, read } = await start(several)
    await open('u1')
    const item = (await ledger.view(userId, claim)).item
    if (item === undefined) throw new Error('The asset has no row in its project.')
    await ledger.cancel(userId, claim, { item, asset: await read() }, 3000)
    expect(await rowOf('StoredAssets', assetKey(userId, claim))).toBeUndefined()
    const left = { userId, storageKey: `${userId}/u1`, uploadId: 'u1', sizeBytes: 20, dueAtMs: garbageDueAtMs(3000) }
    expect(await garbageOf(userId)).toEqual([left])
  })
  test('[HI9] each version that is kept raises its project, whose version and time stay', async () => {
    const { userId } = await start()
    const place = { userId, projectId: 'p1' }
    const { document, assetIds } = givenWrite(userId)
    const keep = (mutationId: string) => {
      const row = { id: versionId(1, mutationId), version: 1, kept: 'named', name: 'film' } as const
      const version = { ...row, document, assetIds, madeAtMs: 5000, expiresAtMs: 4_102_444_800_000 }
      return versions.keep({ place, version, bodyHash: new Uint8Array(32), nowMs: 5000 })
    }
    for (const [mutationId, kind] of Object.entries({ m1: 'kept', m2: 'kept' })) {
      expect(await keep(mutationId)).toEqual({ kind })
    }
    expect(await keep('m2')).toMatchObject({ kind: 'taken' })
    const key = { user_id: userId, id: 'p1' }
    expect(await rowOf('Projects', key)).toMatchObject({ kept_rev: 2, version: 1, updated_at: 1000 })
    await set('Projects', key, { purging_at: 6000 })
    expect(await keep('m3')).toEqual({ kind: 'no-project' })
  })
  test('[ER3, MI1] a wish that an older release wrote down is known again, and what was made since stays', async () => {
    const userId = someUser()
    const Item = { user_id: userId, rev: 3, projects: 1, erasure_id: 'e1', erasure_at: 1000 }
    await dynamo.send(new PutCommand({ TableName: 'Accounts', Item }))
    expect(await accounts.wishErasure(userId, 'e1', 2000)).toBe(1000)
    expect(await accounts.wishErasure(userId, 'e2', 3000)).toBe(3000)
    expect(await accounts.wishErasure(userId, 'e2', 4000)).toBe(3000)
  })
  test('[QT1] [QT5] where rows that nobody counted have gone, nothing is what is told', async () => {
    const userId = someUser()
    await projects.write(givenWrite(userId))
    await set('Accounts', { user_id: userId }, { projects: 0 })
    await projects.delete(givenWrite(userId, { baseVersion: 1 }))
    expect(await rowOf('Accounts', { user_id: userId })).toMatchObject({ projects: -1 })
    expect(await accounts.usage(userId)).toEqual({ storedBytes: 0, projects: 0, openUploads: 0 })
  })
  test('[PV14] what is being purged is neither read, saved, deleted, brought back nor made anew', async () => {
    const { userId, claim } = await start()
    await projects.delete(givenWrite(userId, { baseVersion: 1 }))
    await set('Projects', { user_id: userId, id: 'p1' }, { purging_at: 6000 })
    expect(await projects.get(userId, 'p1')).toBeUndefined()
    for (const baseVersion of [0, 1, 2]) {
      expect(await projects.write(givenWrite(userId, { baseVersion }))).toEqual({ kind: 'purging' })
    }
    expect(await projects.delete(givenWrite(userId, { baseVersion: 2 }))).toEqual({ kind: 'purging' })
    expect(await ledger.attach(claim)).toEqual({ kind: 'project-missing' })
  })
})
