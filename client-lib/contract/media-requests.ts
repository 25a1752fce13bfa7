import * as v from 'valibot'
import { AssetChecksum, PartChecksum } from './checksum.ts'
import { AssetId } from './ids.ts'
import * as limits from './limits.ts'
import { FileName, Mime, mediaCursor, partNumber } from './media.ts'
import { textInUtf8 } from './text-in-utf8.ts'
import { WholeNumber } from './whole-number.ts'

export const ListMediaQuery = v.strictObject({ cursor: v.optional(mediaCursor) })
export type ListMediaQuery = v.InferOutput<typeof ListMediaQuery>

const PartToSign = v.strictObject({ partNumber, checksum: PartChecksum })

export const PresignBody = v.strictObject({
  assetId: AssetId,
  fileName: v.pipe(FileName, textInUtf8),
  mime: Mime,
  /** Over `limits.fileBytes` is answered `file-too-large`, which names the limit. */
  sizeBytes: WholeNumber,
  /** The whole file's checksum, known before a byte is sent: what the account already has is never sent again. */
  checksum: AssetChecksum,
  partRule: v.pipe(WholeNumber, v.minValue(1)),
  /**
   * A stored asset of the same project that this one came from: parts that are equal at the same place are copied
   * within the store. One that is not there, not stored, or cut otherwise, is as none.
   */
  baseAssetId: v.optional(AssetId),
  /** The window of parts the client is about to send; each URL is bound to that part's bytes. */
  parts: v.pipe(v.array(PartToSign), v.maxLength(limits.partsPerWindow)),
})
export type PresignBody = v.InferOutput<typeof PresignBody>

export const CompleteBody = v.strictObject({ checksum: AssetChecksum })
export type CompleteBody = v.InferOutput<typeof CompleteBody>
