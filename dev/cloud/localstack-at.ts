import type { LocalCloud } from './local-cloud.ts'
import { localRegion } from './region.ts'

/** A LocalStack that answers at this address; whoever started it says how it ends. */
export function localStackAt(endpointUrl: string, close: () => Promise<void>): LocalCloud {
  return { name: 'LocalStack', endpointUrl, region: localRegion, ended: new Promise<never>(() => undefined), close }
}
