import { BatchWriteCommand, GetCommand } from '@aws-sdk/lib-dynamodb'
import { describe, expect, inject, test } from 'vitest'
import * as limits from '#contract/limits.ts'
import type { AssetClaim } from '../../lambdas/media/asset-ledger.ts'
import { mediaKey } from '../../lambdas/media/dynamo-media-attributes.ts'
import { givenWrite, someUser } from '../adapters/given-write.ts'
import { unsettled } from '../adapters/unsettled.ts'
import { localPorts } from './local-ports.ts'

const { projects, ledger, media, dynamo } = localPorts(inject('localStores'))
const session = { storageKey: 'key', uploadId: 'u1' }
const rowsABatch = 25
const TableName = 'ProjectMedia'

const claimOf = (userId: string, change: Partial<AssetClaim> = {}): AssetClaim => ({
  ...{ userId, projectId: 'p1', assetId: 'a0', mime: 'video/mp4', sizeBytes: 10 },
  ...{ fileName: '\uFFFF'.repeat(limits.fileNameCharacters), checksum: `${'A'.repeat(43)}=`, partRule: 1 },
  ...{ nowMs: 2000, ...change },
})

/** Rows as the ledger writes them, but many at once. */
async function copyRow(claim: AssetClaim, assetIds: readonly string[]): Promise<void> {
  const Key = mediaKey(claim.userId, claim.projectId, claim.assetId)
  const { Item } = await dynamo.send(new GetCommand({ TableName, Key }))
  for (let at = 0; at < assetIds.length; at += rowsABatch) {
    const batch = assetIds
      .slice(at, at + rowsABatch)
      .map((asset_id) => ({ PutRequest: { Item: { ...Item, asset_id } } }))
    const { UnprocessedItems } = await dynamo.send(new BatchWriteCommand({ RequestItems: { [TableName]: batch } }))
    expect(UnprocessedItems).toEqual({})
  }
}

describe("DynamoDB's own limits, on DynamoDB Local", () => {
  test('[SR2, SN10] assets whose rows fill more than one page of 1 MB are all listed, each once', async () => {
    const claim = claimOf(someUser())
    await projects.write(givenWrite(claim.userId))
    await ledger.open(claim, session, undefined)
    const assetIds = Array.from({ length: limits.describedAssets }, (_, n) => `b${String(n).padStart(4, '0')}`)
    await copyRow(claim, assetIds)
    const listed = await media.list(claim.userId, 'p1')
    expect(listed.map(({ assetId }) => assetId)).toEqual(['a0', ...assetIds])
    const first = await media.page(claim.userId, 'p1', undefined)
    expect(first.items.length).toBeLessThan(listed.length)
    expect(Buffer.byteLength(JSON.stringify(JSON.stringify(first.items)))).toBeLessThan(6_000_000)
    const second = await media.page(claim.userId, 'p1', first.nextAfterId)
    expect([...first.items, ...second.items]).toEqual(listed.slice(0, first.items.length + second.items.length))
  })
  test('[UP7] those who wait in as many projects as a transaction can hold, and more, are all told', async () => {
    const userId = someUser()
    const projectIds = Array.from({ length: 60 }, (_, n) => `p${n}`)
    for (const id of projectIds) await projects.write(givenWrite(userId, { id }))
    for (const projectId of projectIds) {
      const expected = unsettled(await ledger.get(userId, claimOf(userId)))
      await ledger.open(claimOf(userId, { projectId }), session, expected)
    }
    const asset = await ledger.get(userId, claimOf(userId))
    if (asset === undefined) throw new Error('The asset has no row.')
    await ledger.settle(asset, 3000)
    for (const id of projectIds) expect(await projects.get(userId, id)).toMatchObject({ mediaRev: 1 })
    expect(await ledger.get(userId, asset)).toMatchObject({ state: 'stored', waiting: [] })
  })
})
