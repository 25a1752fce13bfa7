import { getUsage } from '#contract/calls.ts'
import type { ProjectSync } from '../cloud-sync.ts'
import { insideOf } from '../lifecycle/inside-of.ts'
import { askCloud } from '../transport/ask-cloud.ts'
import type { Usage } from './usage.ts'

/**
 * What the account has in the cloud, and may have, as of the last write that was answered. Asks once, and needs the
 * cloud: nothing of it is kept on the device.
 *
 * @throws ApiFailure the server's refusal, with its code
 * @throws NetworkFailed no answer came
 * @throws UnexpectedReply an answer that is none of the API's
 * @throws NotSignedIn nobody is, or somebody else
 * @throws SyncClosed
 * @example
 * const { storedBytes } = await readUsage(sync)
 * const isFull = storedBytes.limit !== 'none' && storedBytes.used >= storedBytes.limit
 */
export async function readUsage(sync: ProjectSync): Promise<Usage> {
  const { parts, closing } = insideOf(sync)
  return askCloud(parts.api, getUsage, { params: {} }, closing)
}
