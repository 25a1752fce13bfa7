import type { Context } from 'aws-lambda'
import type { Authenticate } from '../../lambdas/auth/caller.ts'
import { createApiHandler } from '../../lambdas/gateway/create-api-handler.ts'
import { mediaHandlers } from '../../lambdas/media/media-handlers.ts'
import type { MediaPorts } from '../../lambdas/media/media-ports.ts'
import type { Metrics } from '../../lambdas/metrics/metrics.ts'
import { projectHandlers } from '../../lambdas/projects/project-handlers.ts'
import type { ProjectPorts } from '../../lambdas/projects/project-ports.ts'
import type { Retention } from '../../lambdas/retention/retention.ts'
import { bytesOf, type ServerReply, type ServerRequest } from './http-message.ts'
import { MemoryMetrics } from './memory-metrics.ts'
import { matchGatewayRoute, restApiEvent } from './rest-api-event.ts'

/** What the deployed functions reach, all together. */
export type FunctionPorts = MediaPorts & ProjectPorts
export type Functions = (request: ServerRequest, requestId: string) => Promise<ServerReply>

export interface FunctionSurroundings {
  readonly authenticate: Authenticate
  readonly retention: Retention
  /** Takes what they log, as JSON. */
  readonly lines: string[]
  readonly metrics?: Metrics
}

/** The deployed functions behind a gateway, run in this process over any ports. */
export function runFunctions(ports: FunctionPorts, surroundings: FunctionSurroundings): Functions {
  const { authenticate, retention, lines, metrics = new MemoryMetrics() } = surroundings
  const { clock } = ports
  const write = (message: string, fields: object) => void lines.push(JSON.stringify({ message, ...fields }))
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
