import { asInCloud } from './as-in-cloud.ts'
import { type AddedAssetRow, type AssetRow, type CloudAssetRow, isStored } from './asset-row.ts'
import { lostBytes } from './lost-bytes.ts'

/**
 * What a row is once the cloud has listed its asset; undefined where the listing says nothing new. What is to be sent
 * from here stays as it is, unless its bytes are lost; that the cloud has lost something is `markMissing`'s to say.
 */
export function mergeListed(stored: AssetRow | undefined, listed: CloudAssetRow): CloudAssetRow | undefined {
  if (stored?.origin === 'added-here') return listedForLost(stored, listed)
  const kept = stored?.checksum === listed.checksum ? stored.mediaKey : undefined
  const saysMore = stored?.checksum !== listed.checksum || (!isStored(stored) && isStored(listed))
  if (!saysMore) return undefined
  const { keepOffline } = stored ?? {}
  return { ...listed, ...(kept === undefined ? {} : { mediaKey: kept }), ...(keepOffline ? { keepOffline } : {}) }
}

/** Bytes that this device was to send and has lost came from elsewhere: the cloud has them all the same. */
function listedForLost(stored: AddedAssetRow, listed: CloudAssetRow): CloudAssetRow | undefined {
  const isLost = stored.upload.phase === 'blocked' && lostBytes(stored) !== undefined
  return isLost && isStored(listed) && stored.checksum === listed.checksum ? asInCloud(stored) : undefined
}
