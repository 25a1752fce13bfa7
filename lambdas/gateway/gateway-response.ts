import { contractVersion, contractVersionHeader } from '#contract/contract-version.ts'
import { requestIdHeader } from '#contract/errors.ts'
import type { ApiReply } from './api-reply.ts'

/** Read alike by both gateways. */
export interface GatewayResponse {
  readonly statusCode: number
  readonly headers: Record<string, string>
  readonly body: string
  readonly isBase64Encoded: false
}

/** @param requestId stands in the log's line of the request too */
export function gatewayResponse(reply: ApiReply, requestId: string): GatewayResponse {
  return {
    statusCode: reply.status,
    headers: {
      // Nor may the browser's own cache, which knows no accounts: it asks by the ETag that it has from another user.
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      [contractVersionHeader]: String(contractVersion),
      [requestIdHeader]: requestId,
      ...(reply.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...reply.headers,
    },
    body: reply.body === undefined ? '' : JSON.stringify(reply.body),
    isBase64Encoded: false,
  }
}
