import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { countUsage } from '../accounts/dynamo-account-attributes.ts'
import { garbageKey, putGarbage } from '../garbage/dynamo-garbage-attributes.ts'
import type { Garbage } from '../garbage/garbage.ts'
import { assetKey } from '../media/dynamo-asset-attributes.ts'
import { type TransactItem, transact } from '../storage/dynamo-transact.ts'
import type { HeldAsset } from './account-rows.ts'
import type { AssetBin } from './asset-bin.ts'
import type { HousekeepingTables } from './housekeeping-tables.ts'
import { storedGarbage } from './stored-garbage.ts'

const stateName = { '#state': 'state' }

export class DynamoAssetBin implements AssetBin {
  readonly #client: DynamoDBDocumentClient
  readonly #tables: HousekeepingTables

  constructor(client: DynamoDBDocumentClient, tables: HousekeepingTables) {
    this.#client = client
    this.#tables = tables
  }

  discard({ asset, pins }: HeldAsset, nowMs: number): Promise<boolean> {
    const TableName = this.#tables.storedAssets
    const pinned = pins === undefined ? 'attribute_not_exists(pins)' : 'pins = :pins'
    return this.#isWritten(
      {
        Delete: {
          ...{ TableName, Key: assetKey(asset.userId, asset) },
          ConditionExpression: `#state = :stored AND upload_id = :upload AND ${pinned}`,
          ExpressionAttributeNames: stateName,
          ExpressionAttributeValues: {
            ...{ ':stored': 'stored', ':upload': asset.session.uploadId },
            ...(pins === undefined ? {} : { ':pins': pins }),
          },
        },
      },
      { Put: { TableName, ...putGarbage(storedGarbage(asset, nowMs)) } },
    )
  }

  dropAbandoned({ asset }: HeldAsset): Promise<boolean> {
    return this.#isWritten({
      Delete: {
        ...{ TableName: this.#tables.storedAssets, Key: assetKey(asset.userId, asset) },
        ConditionExpression: '#state = :abandoned AND upload_id = :upload AND attribute_not_exists(waiting)',
        ExpressionAttributeNames: stateName,
        ExpressionAttributeValues: { ':abandoned': 'abandoned', ':upload': asset.session.uploadId },
      },
    })
  }

  collected(garbage: readonly Garbage[]): Promise<boolean> {
    const { storedAssets, accounts } = this.#tables
    const gone = garbage.map((one) => ({
      Delete: { TableName: storedAssets, Key: garbageKey(one), ConditionExpression: 'attribute_exists(checksum)' },
    }))
    // One count for all: counts of one account made side by side would be in each other's way.
    return this.#isWritten(...gone, { Update: { TableName: accounts, ...countCollected(garbage) } })
  }

  async #isWritten(...items: TransactItem[]): Promise<boolean> {
    return (await transact(this.#client, items)).kind === 'written'
  }
}

function countCollected(garbage: readonly Garbage[]) {
  const [first] = garbage
  if (first === undefined) throw new RangeError('Nothing was collected.')
  return countUsage(first.userId, { storedBytes: -garbage.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) })
}
