import type { ApiReply } from '../gateway/api-reply.ts'

/** What a read answers a caller who may hold it already, by its ETag. */
export type ConditionalRead<Body> =
  | { readonly kind: 'unchanged'; readonly etag: string }
  | { readonly kind: 'found'; readonly etag: string; readonly body: Body }

/** 304 without a body, or 200 with one; the ETag with either. */
export function conditionalReply<Body>(read: ConditionalRead<Body>): ApiReply<Body> {
  const headers = { etag: read.etag }
  return read.kind === 'unchanged' ? { status: 304, headers } : { status: 200, headers, body: read.body }
}
