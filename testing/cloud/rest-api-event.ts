import type { Route } from '#contract/route.ts'
import { routes } from '#contract/routes.ts'
import { bytesOf, type ServerRequest } from './http-message.ts'

/** The route that a gateway finds for a request; both gateways know exactly the contract's. */
export interface GatewayMatch {
  readonly route: Route
  readonly params: Record<string, string>
}

export function matchGatewayRoute(method: string, path: string): GatewayMatch | undefined {
  for (const route of Object.values(routes)) {
    if (route.method !== method) continue
    const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string)
    const found = new RegExp(`^${route.path.replace(/\{\w+\}/g, '([^/]+)')}$`).exec(path)
    if (found === null) continue
    const params = names.map((name, index) => [name, decodeURIComponent(found[index + 1] as string)])
    return { route, params: Object.fromEntries(params) }
  }
  return undefined
}

/** The proxy event that the REST API gives a function. */
export function restApiEvent(request: ServerRequest, { route, params }: GatewayMatch, requestId: string): object {
  const { searchParams } = new URL(request.url)
  const body = bytesOf(request.body)
  return {
    resource: route.path,
    httpMethod: route.method,
    headers: request.headers,
    queryStringParameters: searchParams.size === 0 ? null : Object.fromEntries(searchParams),
    pathParameters: Object.keys(params).length === 0 ? null : params,
    body: body.byteLength === 0 ? null : Buffer.from(body).toString('base64'),
    isBase64Encoded: body.byteLength > 0,
    requestContext: { requestId },
  }
}
