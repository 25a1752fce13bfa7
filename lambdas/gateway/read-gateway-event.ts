import * as v from 'valibot'
import type { ApiRequest } from './api-request.ts'

type Strings = Readonly<Record<string, string | null | undefined>>

// A record schema drops names such as `constructor`: they must be seen, to be refused.
const strings = v.nullish(v.custom<Strings>(isStrings))
const common = {
  headers: strings,
  queryStringParameters: strings,
  pathParameters: strings,
  body: v.nullish(v.string()),
  isBase64Encoded: v.nullish(v.boolean()),
}
const claims = v.nullish(v.looseObject({ claims: v.nullish(v.record(v.string(), v.unknown())) }))

/** Payload format 2.0 of the HTTP API. */
const HttpApiEvent = v.looseObject({
  ...common,
  version: v.literal('2.0'),
  routeKey: v.string(),
  requestContext: v.looseObject({
    requestId: v.string(),
    authorizer: v.nullish(v.looseObject({ jwt: claims })),
  }),
})

/** Proxy event of the REST API. */
const RestApiEvent = v.looseObject({
  ...common,
  httpMethod: v.string(),
  resource: v.string(),
  requestContext: v.looseObject({ requestId: v.string() }),
})

/** @throws ValiError when the event is of neither gateway: the stack is wired wrongly, not the caller */
export function readGatewayEvent(event: unknown): ApiRequest {
  const parsed = v.parse(v.union([HttpApiEvent, RestApiEvent]), event)
  const request = {
    requestId: parsed.requestContext.requestId,
    headers: lowerCaseNames(parsed.headers),
    params: present(parsed.pathParameters),
    query: present(parsed.queryStringParameters),
    // Which bodies arrive as base64 differs between gateways and content types: only the flag tells.
    body: Buffer.from(parsed.body ?? '', parsed.isBase64Encoded === true ? 'base64' : 'utf8'),
  }
  if ('httpMethod' in parsed) return { ...request, routeKey: `${parsed.httpMethod} ${parsed.resource}` }
  const authorizerClaims = parsed.requestContext.authorizer?.jwt?.claims
  return { ...request, routeKey: parsed.routeKey, ...(authorizerClaims ? { authorizerClaims } : {}) }
}

function isStrings(value: unknown): value is Strings {
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).every((one) => one == null || typeof one === 'string')
}

type MaybeStrings = v.InferOutput<typeof strings>

function present(values: MaybeStrings): Record<string, string> {
  const entries = Object.entries(values ?? {})
  return Object.fromEntries(entries.flatMap(([name, value]) => (value == null ? [] : [[name, value]])))
}

function lowerCaseNames(values: MaybeStrings): Record<string, string> {
  return Object.fromEntries(Object.entries(present(values)).map(([name, value]) => [name.toLowerCase(), value]))
}
