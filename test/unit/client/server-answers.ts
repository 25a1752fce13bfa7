import { type ErrorCode, statusOfCode } from '#contract/errors.ts'
import { bytesOf, type ServerReply, type ServerRequest } from '../../../testing/cloud/http-message.ts'

/** The writes of projects, among all that a device asks. */
export const isPut = ({ method }: ServerRequest) => method === 'PUT'

/** The API's refusal by this code. @param more what the code carries */
export const problem = (code: ErrorCode, detail: string, more: object = {}): ServerReply => {
  const status = statusOfCode[code]
  return reply(
    status,
    JSON.stringify({ type: 'about:blank', title: 'x', status, detail, code, requestId: 'r1', ...more }),
  )
}

/** An answer as a gateway or a proxy might give it, whatever the function says. */
export const reply = (status: number, body = '', headers: Record<string, string> = {}): ServerReply => ({
  ...{ status, headers },
  body: bytesOf(body),
})
