import * as v from 'valibot'
import type { Item } from '../storage/dynamo-refused-item.ts'
import type { TransactItem } from '../storage/dynamo-transact.ts'
import type { Garbage } from './garbage.ts'

type Put = Omit<NonNullable<TransactItem['Put']>, 'TableName'>

/** Raised when a row's meaning changes; older rows are then read as what they meant. */
const garbageSchemaVersion = 1
/** Beside the assets in the user's partition of `stored_assets`; no checksum of an asset begins like this. */
export const garbagePrefix = 'garbage#'

const wholeNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

const Row = v.object({
  schema_version: v.literal(garbageSchemaVersion),
  user_id: v.string(),
  storage_key: v.string(),
  upload_id: v.optional(v.string()),
  size: wholeNumber,
  due_at: wholeNumber,
})

/** Every storage key is of one attempt alone, so it names its row of garbage too. */
export function garbageKey({ userId, storageKey }: Pick<Garbage, 'userId' | 'storageKey'>) {
  return { user_id: userId, checksum: `${garbagePrefix}${storageKey.slice(userId.length + 1)}` }
}

/** Hands an object over to be collected, in the transaction that takes the last row away that pointed at it. */
export function putGarbage(garbage: Garbage): Put {
  const { storageKey, uploadId, sizeBytes, dueAtMs } = garbage
  return {
    Item: {
      ...garbageKey(garbage),
      ...{ schema_version: garbageSchemaVersion, storage_key: storageKey, size: sizeBytes, due_at: dueAtMs },
      ...(uploadId === undefined ? {} : { upload_id: uploadId }),
    },
  }
}

/** @throws ValiError when the row is not one this code has written */
export function readGarbage(item: Item): Garbage {
  const row = v.parse(Row, item)
  return {
    ...{ userId: row.user_id, storageKey: row.storage_key, sizeBytes: row.size, dueAtMs: row.due_at },
    ...(row.upload_id === undefined ? {} : { uploadId: row.upload_id }),
  }
}
