import * as v from 'valibot'
import { AssetChecksum } from './checksum.ts'
import { FileName, fileSizeBytes, Mime } from './media.ts'
import { WholeNumber } from './whole-number.ts'

export const DownloadReply = v.object({
  url: v.pipe(v.string(), v.url()),
  expiresAtMs: WholeNumber,
  fileName: FileName,
  mime: Mime,
  sizeBytes: fileSizeBytes,
  checksum: AssetChecksum,
  partRule: WholeNumber,
})
export type DownloadReply = v.InferOutput<typeof DownloadReply>
