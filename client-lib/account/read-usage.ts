import { SyncClosed } from '../lifecycle/sync-closed.ts'
import type { ApiClient } from '../transport/api-client.ts'
import type { Usage } from './usage.ts'

/**
 * Asks the cloud, once.
 *
 * @throws SyncClosed also where it is closed meanwhile, else as `ApiClient`
 */
export async function readUsage(api: ApiClient, closing: AbortSignal): Promise<Usage> {
  if (closing.aborted) throw new SyncClosed()
  try {
    const reply = await api.call('getUsage', { params: {}, signal: closing })
    if (reply.kind === 'not-modified') throw new TypeError('Nothing was named that could be unchanged.')
    return reply.body
  } catch (error) {
    throw closing.aborted ? new SyncClosed() : error
  }
}
