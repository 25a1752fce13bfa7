import * as v from 'valibot'
import type { Call } from '#contract/calls.ts'
import type { RouteName, RouteReply } from '#contract/routes.ts'
import type { ApiReply } from './api-client.ts'
import { parseJson } from './parse-json.ts'
import { readFailure } from './read-failure.ts'
import { retryAfterMs } from './retry-after.ts'
import type { TransportReply } from './transport.ts'
import { UnexpectedReply } from './unexpected-reply.ts'

/**
 * The contract's reading of an answer. A success is only what the route's schema takes.
 * @throws ApiFailure | UnexpectedReply
 */
export async function readReply<N extends RouteName>(
  route: Call<N>,
  reply: TransportReply,
  nowMs: number,
): Promise<ApiReply<N>> {
  if (reply.status === 304) return { kind: 'not-modified' }
  const text = await reply.text()
  if (reply.status >= 400) throw readFailure(reply.status, text, retryAfterMs(reply.headers['retry-after'], nowMs))
  const body = parseJson(text)
  const parsed = v.safeParse(route.reply, body)
  if (!parsed.success) throw new UnexpectedReply(reply.status, body === undefined ? body : parsed.issues[0].message)
  const etag = reply.headers.etag
  // Sound: parsed by the schema of this very route.
  return { kind: 'ok', body: parsed.output as RouteReply<N>, ...(etag === undefined ? {} : { etag }) }
}
