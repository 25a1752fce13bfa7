import { contractVersionHeader } from '#contract/contract-version.ts'
import { requestIdHeader } from '#contract/errors.ts'

/** What every answer of a function brings. */
export const commonHeaders = {
  [contractVersionHeader]: { $ref: '#/components/headers/ContractVersion' },
  [requestIdHeader]: { $ref: '#/components/headers/RequestId' },
}
