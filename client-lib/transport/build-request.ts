import type { Call } from '#contract/calls.ts'
import { contractVersion, contractVersionHeader } from '#contract/contract-version.ts'
import type { RouteName } from '#contract/routes.ts'
import type { ApiRequest } from './api-client.ts'
import type { TransportRequest } from './transport.ts'

/** The HTTP request of a call, but for its signal: every part of it from the route. */
export function buildRequest<N extends RouteName>(
  apiUrl: string,
  { method, path }: Call<N>,
  request: ApiRequest<N>,
  token: string,
): Omit<TransportRequest, 'signal'> {
  const params = request.params as Readonly<Record<string, string>>
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const param = params[name]
    // Who writes no TypeScript may forget one: the path would be another route's.
    if (!param) throw new TypeError(`Needs ${name}.`)
    return encodeURIComponent(param)
  })
  const headers: Record<string, string> = {
    accept: 'application/json',
    authorization: `Bearer ${token}`,
    [contractVersionHeader]: String(contractVersion),
  }
  if (request.ifNoneMatch !== undefined) headers['if-none-match'] = request.ifNoneMatch
  const url = `${apiUrl}${filled}${queryText(request.query)}`
  if (request.body === undefined) return { method, url, headers }
  headers['content-type'] = 'application/json'
  return { method, url, headers, body: JSON.stringify(request.body) }
}

function queryText(query: object | undefined): string {
  const text = String(new URLSearchParams({ ...query }))
  return text && `?${text}`
}
