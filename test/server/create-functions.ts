import { verifyToken } from '../../lambdas/auth/verify-token.ts'
import type { Metrics } from '../../lambdas/metrics/metrics.ts'
import type { Retention } from '../../lambdas/retention/retention.ts'
import { MemoryMetrics } from '../../testing/cloud/memory-metrics.ts'
import { type FunctionPorts, type Functions, runFunctions } from '../../testing/cloud/run-functions.ts'
import type { MemoryTokens } from './memory-tokens.ts'
import { shippedRetention } from './shipped-retention.ts'

/** The deployed functions behind a gateway, with the tokens of tests; `lines` takes what they log, as JSON. */
export function createFunctions(
  ports: FunctionPorts,
  tokens: MemoryTokens,
  lines: string[],
  metrics: Metrics = new MemoryMetrics(),
  retention: Retention = shippedRetention,
): Functions {
  const authenticate = verifyToken(tokens, ports.clock, tokens.keys)
  return runFunctions(ports, { authenticate, retention, lines, metrics })
}
