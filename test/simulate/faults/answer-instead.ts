import { bytesOf, type ServerReply, type ServerRequest } from '../../../testing/cloud/http-message.ts'
import type { Chance } from '../chance/chance.ts'
import type { FaultLedger } from './fault-ledger.ts'

export interface Place {
  readonly faults: FaultLedger
  readonly chance: Chance
  readonly rate: number
  readonly isStore: boolean
}

/** In the name of an edit that the cloud never takes: a refusal of content is one each time that it is sent. */
export const tooLargeMark = 'too-large'

/** What a gateway, a proxy or a busy service answers, so that the request is never handled. */
export function answerInstead(request: ServerRequest, place: Place): ServerReply | undefined {
  return place.isStore ? ofStore(place) : ofGateway(request, place)
}

function ofStore({ faults, chance, rate }: Place): ServerReply | undefined {
  if (faults.strikes('url-expired', rate, chance)) return xml(403, 'AccessDenied', 'Request has expired')
  if (faults.strikes('answered-500', rate / 2, chance))
    return xml(500, 'InternalError', 'We encountered an internal error.')
  if (faults.strikes('answered-429', rate / 2, chance)) return xml(503, 'SlowDown', 'Please reduce your request rate.')
  if (faults.strikes('answered-200-with-error', rate / 3, chance)) return errorWith200
  return undefined
}

function ofGateway(request: ServerRequest, { faults, chance, rate }: Place): ServerReply | undefined {
  if (faults.strikes('answered-401', rate / 2, chance)) return gateway(401, 'Unauthorized')
  if (faults.strikes('answered-403', rate / 3, chance)) return gateway(403, 'Forbidden')
  if (faults.strikes('answered-429', rate / 2, chance)) {
    return gateway(429, 'Too Many Requests', { 'retry-after': `${chance.whole(1, 90)}` })
  }
  if (faults.strikes('answered-500', rate / 2, chance)) return gateway(500, 'Internal Server Error')
  if (faults.strikes('answered-html', rate / 3, chance)) {
    const status = chance.pick([200, 403, 502])
    return { status, headers: { 'content-type': 'text/html' }, body: bytesOf('<html>Welcome to the train</html>') }
  }
  if (faults.strikes('answered-200-with-error', rate / 3, chance)) {
    return chance.pick([errorWith200, gateway(200, 'Internal Server Error'), { ...tooLarge(), status: 200 }])
  }
  if (request.method !== 'PUT' || !String(request.body).includes(tooLargeMark)) return undefined
  faults.note('answered-413')
  return tooLarge()
}

function gateway(status: number, message: string, headers: Record<string, string> = {}): ServerReply {
  return { status, headers, body: bytesOf(JSON.stringify({ message })) }
}

function tooLarge(): ServerReply {
  const problem = {
    type: 'about:blank',
    title: 'Too large',
    status: 413,
    code: 'document-too-large',
    requestId: 'none',
  }
  const body = { ...problem, detail: 'The document is too large.', limitBytes: 1 }
  return { status: 413, headers: { 'content-type': 'application/problem+json' }, body: bytesOf(JSON.stringify(body)) }
}

function xml(status: number, code: string, message: string): ServerReply {
  return { status, headers: {}, body: bytesOf(`<Error><Code>${code}</Code><Message>${message}</Message></Error>`) }
}

/** As S3 ends an answer whose status it has sent before it knew. */
const errorWith200 = xml(200, 'InternalError', 'We encountered an internal error. Please try again.')

/** One byte of it arrives changed. */
export function damaged(request: ServerRequest): ServerRequest {
  const body = bytesOf(request.body)
  if (body.byteLength > 0) body[0] = (body[0] ?? 0) ^ 0xff
  return { ...request, body }
}
