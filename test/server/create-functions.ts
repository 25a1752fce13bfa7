import type { Context } from 'aws-lambda'
import { verifyToken } from '../../lambdas/auth/verify-token.ts'
import { createApiHandler } from '../../lambdas/gateway/create-api-handler.ts'
import { mediaHandlers } from '../../lambdas/media/media-handlers.ts'
import type { MediaPorts } from '../../lambdas/media/media-ports.ts'
import type { Metrics } from '../../lambdas/metrics/metrics.ts'
import { projectHandlers } from '../../lambdas/projects/project-handlers.ts'
import type { ProjectPorts } from '../../lambdas/projects/project-ports.ts'
import type { Retention } from '../../lambdas/retention/retention.ts'
import { bytesOf, type ServerReply, type ServerRequest } from './http-message.ts'
import { MemoryMetrics } from './memory-metrics.ts'
import type { MemoryTokens } from './memory-tokens.ts'
import { matchGatewayRoute, restApiEvent } from './rest-api-event.ts'
import { shippedRetention } from './shipped-retention.ts'

/** What the deployed functions reach, all together. */
export type FunctionPorts = MediaPorts & ProjectPorts
export type Functions = (request: ServerRequest, requestId: string) => Promise<ServerReply>

/** The deployed functions behind a gateway, run in this process over any ports; `lines` takes what they log, as JSON. */
export function createFunctions(
  ports: FunctionPorts,
  tokens: MemoryTokens,
  lines: string[],
  metrics: Metrics = new MemoryMetrics(),
  retention: Retention = shippedRetention,
): Functions {
  const { clock } = ports
  const write = (message: string, fields: object) => void lines.push(JSON.stringify({ message, ...fields }))
  const authenticate = verifyToken(tokens, clock, tokens.keys)
  const common = { authenticate, log: { info: write, error: write }, metrics, clock }
  const functions = {
    projects: createApiHandler<'projects'>({ ...common, handlers: projectHandlers({ ...ports, retention }) }),
    media: createApiHandler<'media'>({ ...common, handlers: mediaHandlers(ports) }),
  }
  return async (request, requestId) => {
    const match = matchGatewayRoute(request.method, new URL(request.url).pathname)
    // What the REST API itself answers where it has no route.
    if (match === undefined)
      return { status: 403, headers: {}, body: bytesOf('{"message":"Missing Authentication Token"}') }
    const context = { awsRequestId: requestId } as Context
    const reply = await functions[match.route.function](restApiEvent(request, match, requestId), context)
    return { status: reply.statusCode, headers: reply.headers, body: bytesOf(reply.body) }
  }
}
