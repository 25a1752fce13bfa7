import { problemContentType } from '#contract/errors.ts'
import { bytesOf, type ServerReply } from '../../testing/cloud/http-message.ts'

/** A problem as a function answers it, which the client can read: without one of its members it is none. */
export function problemReply(status: number, code: string, more: object = {}): ServerReply {
  const problem = { type: 'about:blank', title: code, status, detail: code, code, requestId: 'r', ...more }
  return { status, headers: { 'content-type': problemContentType }, body: bytesOf(JSON.stringify(problem)) }
}
