import { describe } from 'vitest'
import { describeAuthContract } from './http-contract-auth.ts'
import { describeDeletionContract } from './http-contract-deletion.ts'
import { describeDocumentKindContract } from './http-contract-document-kinds.ts'
import { describeDownloadContract } from './http-contract-downloads.ts'
import { describeErasureContract } from './http-contract-erasure.ts'
import { describeHistoryContract } from './http-contract-history.ts'
import { describeIfMatchContract } from './http-contract-if-match.ts'
import { describeIncrementalContract } from './http-contract-incremental.ts'
import { describeInputContract } from './http-contract-input.ts'
import { describeKeptVersionContract } from './http-contract-kept-versions.ts'
import { describeListContract } from './http-contract-listing.ts'
import { describeLostReplyContract } from './http-contract-lost-replies.ts'
import { describeManyAssetsContract } from './http-contract-many-assets.ts'
import { describeProjectContract } from './http-contract-projects.ts'
import { describeRemovalContract } from './http-contract-removal.ts'
import { describeSecurityContract } from './http-contract-security.ts'
import { describeSnapshotContract } from './http-contract-snapshots.ts'
import { describeUploadContract } from './http-contract-uploads.ts'
import { describeUsageContract } from './http-contract-usage.ts'
import type { HttpTarget } from './http-target.ts'

/** Every rule of the API that shows over HTTP, on any target: memory, a local cloud, AWS. */
export function describeHttpContract(target: HttpTarget): void {
  describe(`HTTP contract on ${target.name}`, () => {
    describeAuthContract(target)
    describeInputContract(target)
    describeProjectContract(target)
    describeDeletionContract(target)
    describeErasureContract(target)
    describeLostReplyContract(target)
    describeHistoryContract(target)
    describeKeptVersionContract(target)
    describeIfMatchContract(target)
    describeSnapshotContract(target)
    describeDocumentKindContract(target)
    describeManyAssetsContract(target)
    describeListContract(target)
    describeUploadContract(target)
    describeIncrementalContract(target)
    describeDownloadContract(target)
    describeRemovalContract(target)
    describeUsageContract(target)
    describeSecurityContract(target)
  })
}
