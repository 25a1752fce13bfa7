import type { Stage } from '../stage/stage.ts'

/** Who verifies tokens: the HTTP API before the function runs, or, behind the REST API, the function by itself. */
export type TokenVerifier = 'gateway' | 'function'

export function tokenVerifier({ gateway }: Stage): TokenVerifier {
  return gateway.kind === 'http' ? 'gateway' : 'function'
}
