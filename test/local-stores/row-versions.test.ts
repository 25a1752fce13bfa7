import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, inject, test } from 'vitest'
import { assetKey } from '../../lambdas/media/dynamo-asset-attributes.ts'
import { mediaKey } from '../../lambdas/media/dynamo-media-attributes.ts'
import { projectSchemaVersion, readProject } from '../../lambdas/projects/dynamo-project-attributes.ts'
import { givenWrite, someUser } from '../adapters/given-write.ts'
import { unsettled } from '../adapters/unsettled.ts'
import { readStoredRows } from '../migrations/read-stored-rows.ts'
import { localPorts } from './local-ports.ts'

const { projects, ledger, dynamo } = localPorts(inject('localStores'))
const TableName = 'Projects'

/** A row in the table as a release has left it, under a user of its own. */
async function leave(change: object, version = 1) {
  const [row] = readStoredRows('projects', version)
  const Item = { ...row, user_id: someUser(), id: 'p1', ...change }
  await dynamo.send(new PutCommand({ TableName, Item }))
  return { userId: Item.user_id, base: Number(row?.version) }
}
async function stored(userId: string) {
  const { Item = {} } = await dynamo.send(new GetCommand({ TableName, Key: { user_id: userId, id: 'p1' } }))
  return Item
}

describe('rows of several versions, on DynamoDB Local', () => {
  test('[MI3] a save makes a row of version 1 the newest, with all that this has', async () => {
    const { userId, base } = await leave({})
    const outcome = await projects.write(givenWrite(userId, { baseVersion: base, nowMs: 2_000_000_000_000 }))
    expect(outcome).toMatchObject({ kind: 'written', made: { version: base + 1, updatedAtMs: 2_000_000_000_000 } })
    expect(await stored(userId)).toMatchObject({ schema_version: projectSchemaVersion, saved_at: 2_000_000_000_000 })
  })
  test('[MI3] a deletion and media that arrive leave a row at its version, and it is read on', async () => {
    const { userId, base } = await leave({})
    const file = { fileName: 'f', mime: 'video/mp4', sizeBytes: 10, checksum: `${'A'.repeat(43)}=`, partRule: 1 }
    const claim = { userId, projectId: 'p1', assetId: 'a1', ...file, nowMs: 2000 }
    await ledger.open(claim, { storageKey: 'key', uploadId: 'u1' }, undefined)
    const asset = await ledger.get(userId, claim)
    if (asset === undefined) throw new Error('The asset has no row.')
    await ledger.settle(asset, 3000)
    expect(await stored(userId)).toMatchObject({ schema_version: 1, media_rev: 3, version: base })
    const outcome = await projects.delete(givenWrite(userId, { baseVersion: base, nowMs: 4000 }))
    expect(outcome).toMatchObject({ kind: 'written', made: { version: base + 1, updatedAtMs: 4000 } })
    expect(await stored(userId)).toMatchObject({ schema_version: 1 })
    expect(readProject(await stored(userId))).toMatchObject({ deletedAtMs: 4000 })
  })
  test('[MI2] a row of a newer release is not read, saved over or deleted, and stays as it is', async () => {
    const newer = { schema_version: projectSchemaVersion + 1, meaning: 'unknown' }
    const { userId, base } = await leave(newer, projectSchemaVersion)
    const before = await stored(userId)
    const tooNew = { name: 'RowTooNew' }
    await expect(projects.get(userId, 'p1')).rejects.toMatchObject(tooNew)
    await expect(projects.write(givenWrite(userId, { baseVersion: base }))).rejects.toMatchObject(tooNew)
    await expect(projects.delete(givenWrite(userId, { baseVersion: base }))).rejects.toMatchObject(tooNew)
    expect(await stored(userId)).toEqual(before)
  })
  test('[MI2] rows of media and of stored bytes, of a newer release, are not claimed or opened anew', async () => {
    const { userId } = await leave({})
    const file = { fileName: 'f', mime: 'video/mp4', sizeBytes: 10, checksum: `${'A'.repeat(43)}=`, partRule: 1 }
    const claim = { userId, projectId: 'p1', assetId: 'a1', ...file, nowMs: 2000 }
    const session = { storageKey: 'key', uploadId: 'u1' }
    await ledger.open(claim, session, undefined)
    const there = unsettled(await ledger.get(userId, claim))
    const again = () => ledger.open(claim, session, there)
    expect(await again()).toEqual({ kind: 'opened' })
    const newer = (TableName: string, Key: object) =>
      dynamo.send(
        new UpdateCommand({
          ...{ TableName, Key, UpdateExpression: 'SET schema_version = schema_version + :one' },
          ExpressionAttributeValues: { ':one': 1 },
        }),
      )
    await newer('ProjectMedia', mediaKey(userId, 'p1', 'a1'))
    await expect(again()).rejects.toThrow('Expected 1 but received 2')
    await newer('StoredAssets', assetKey(userId, claim))
    const other = { ...claim, assetId: 'a2' }
    await expect(ledger.open(other, session, there)).rejects.toThrow('Expected 1 but received 2')
  })
})
