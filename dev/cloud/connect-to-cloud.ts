import { CloudLacksServices } from '../failures/cloud-lacks-services.ts'
import { CloudUnreachable } from '../failures/cloud-unreachable.ts'
import type { LocalCloud } from './local-cloud.ts'
import { localRegion } from './region.ts'
import { answers } from './wait-until-up.ts'

/**
 * A local cloud that someone else runs: it is used as it is, and not stopped.
 *
 * @throws CloudUnreachable when nothing answers there; CloudLacksServices when it has no HTTP APIs and user pools
 */
export async function connectToCloud(endpointUrl: string, signal: AbortSignal): Promise<LocalCloud> {
  try {
    await (await fetch(endpointUrl, { signal })).arrayBuffer()
  } catch (cause) {
    signal.throwIfAborted()
    throw new CloudUnreachable(endpointUrl, 'AWS_ENDPOINT_URL', { cause })
  }
  const isMinistack = await answers(`${endpointUrl}/_ministack/health`, signal)
  const isLocalStack = await answers(`${endpointUrl}/_localstack/health`, signal)
  if (!isMinistack && isLocalStack) throw new CloudLacksServices(endpointUrl)
  const name = isMinistack ? 'ministack' : 'local cloud'
  const ended = new Promise<never>(() => undefined)
  return { name, endpointUrl, region: localRegion, ended, close: async () => undefined }
}
