import { contractVersion, contractVersionHeader } from '#contract/contract-version.ts'
import { ApiFailure } from '../errors/api-failure.ts'
import type { ApiRequest } from './api-request.ts'

/** @throws ApiFailure `upgrade-required` when the request names no version of the contract, or one not spoken here */
export function checkContractVersion(request: ApiRequest): void {
  if (request.headers[contractVersionHeader] === String(contractVersion)) return
  throw new ApiFailure('upgrade-required', { supported: [contractVersion] })
}
