import type { UsageChange } from '../accounts/usage.ts'
import type { AssetClaim, ExpectedAsset } from './asset-ledger.ts'
import type { UploadSession } from './stored-asset.ts'

/** Whether a session takes the place of one that still counts, and is not that one itself. */
export function isReplaced(
  session: UploadSession,
  expected: ExpectedAsset,
): expected is Extract<NonNullable<ExpectedAsset>, { readonly state: 'uploading' }> {
  return expected?.state === 'uploading' && expected.session.uploadId !== session.uploadId
}

/** What a session adds to its user's account; undefined where the claim joins one that is counted. */
export function openingUsage(
  { sizeBytes }: Pick<AssetClaim, 'sizeBytes'>,
  session: UploadSession,
  expected: ExpectedAsset,
): UsageChange | undefined {
  if (expected === undefined || expected.state === 'abandoned') return { storedBytes: sizeBytes, openUploads: 1 }
  return isReplaced(session, expected) ? { storedBytes: sizeBytes } : undefined
}
