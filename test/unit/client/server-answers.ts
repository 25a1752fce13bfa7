import { bytesOf, type ServerReply, type ServerRequest } from '../../../testing/cloud/http-message.ts'

/** The writes of projects, among all that a device asks. */
export const isPut = ({ method }: ServerRequest) => method === 'PUT'

/** An answer as a gateway or a proxy might give it, whatever the function says. */
export const reply = (status: number, body = '', headers: Record<string, string> = {}): ServerReply => ({
  ...{ status, headers },
  body: bytesOf(body),
})
