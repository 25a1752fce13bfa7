import { getUsage } from '#contract/calls.ts'
import type { ApiClient } from '../transport/api-client.ts'
import { askCloud } from './ask-cloud.ts'
import type { Usage } from './usage.ts'

/** @throws SyncClosed also where it is closed meanwhile, else as `ApiClient` */
export function readUsage(api: ApiClient, closing: AbortSignal): Promise<Usage> {
  return askCloud(api, getUsage, { params: {} }, closing)
}
