import { once } from 'node:events'
import { Agent, type ClientRequest, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { Fault } from './fault.ts'
import type { Exchange } from './traffic-ledger.ts'

type Amend = (change: Partial<Omit<Exchange, 'request'>>) => void

/** Hop-by-hop headers, RFC 9110 section 7.6.1; all others travel untouched, Host too, so that signatures stay whole. */
const hopByHop = new Set(['connection', 'proxy-connection', 'keep-alive', 'te', 'trailer', 'upgrade'])
const oneConnectionEach = new Agent({ keepAlive: false })

/** Passes one request to where its URL points and the reply back, as streams, with at most one fault on the way. */
export async function relayExchange(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  url: URL,
  amend: Amend,
  fault: Fault | undefined,
): Promise<void> {
  if (fault?.kind === 'hold') await eitherSettles(fault.until, incoming)
  if (incoming.socket.destroyed) throw new Error('The client is gone.')
  if (fault?.kind === 'answer') return answer(incoming, outgoing, fault, amend)
  const upstream = request(url, {
    method: incoming.method,
    headers: passedOn(incoming.rawHeaders),
    agent: oneConnectionEach,
  })
  upstream.on('error', () => {})
  outgoing.once('close', () => upstream.destroy())
  const replied = once(upstream, 'response') as Promise<[IncomingMessage]>
  // Where the store answers early and hangs up, its reply still counts: sending fails alone.
  const sent = sendBody(incoming, upstream, amend, fault).catch(() => upstream.destroy())
  const [reply] = await replied
  await sent
  if (fault?.kind === 'lose-reply') {
    reply.resume()
    await once(reply, 'end')
    throw new Error('The reply was lost on purpose.')
  }
  const status = reply.statusCode ?? 502
  // One connection a request: a browser silently repeats a request that breaks on a used one, and hides the break from the app.
  outgoing.writeHead(status, [...passedOn(reply.rawHeaders, ['transfer-encoding']), 'Connection', 'close'])
  for await (const chunk of reply) if (!outgoing.write(chunk)) await eitherSettles(once(outgoing, 'drain'), outgoing)
  outgoing.end()
  await delivered(outgoing)
  amend({ phase: { kind: 'answered', status } })
}

async function sendBody(incoming: IncomingMessage, upstream: ClientRequest, amend: Amend, fault: Fault | undefined) {
  let forwardedBytes = 0
  for await (const chunk of incoming) {
    if (fault?.kind === 'stall-body' && forwardedBytes >= fault.afterBytes) await eitherSettles(fault.until, incoming)
    if (incoming.socket.destroyed) throw new Error('The client is gone.')
    if (upstream.destroyed) continue
    if (fault?.kind === 'damage-body' && forwardedBytes === 0) chunk[0] ^= 0xff
    forwardedBytes += chunk.length
    amend({ forwardedBytes })
    if (!upstream.write(chunk)) await eitherSettles(once(upstream, 'drain'), upstream)
  }
  upstream.end()
}

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  fault: Fault & { kind: 'answer' },
  amend: Amend,
) {
  incoming.resume()
  if (!incoming.readableEnded) await once(incoming, 'end')
  const origin = incoming.headers.origin
  // S3 sends its CORS headers with errors too; without them the page could not read the answer.
  const cors =
    origin === undefined ? {} : { 'access-control-allow-origin': origin, 'access-control-expose-headers': '*' }
  outgoing.writeHead(fault.status, { ...cors, ...fault.headers, connection: 'close' })
  outgoing.end(fault.body)
  await delivered(outgoing)
  amend({ phase: { kind: 'answered', status: fault.status } })
}

async function delivered(outgoing: ServerResponse): Promise<void> {
  await eitherSettles(once(outgoing, 'finish'), outgoing)
  if (!outgoing.writableFinished) throw new Error('The client went away before it had the whole reply.')
}

function passedOn(rawHeaders: readonly string[], dropped: readonly string[] = []): string[] {
  const kept: string[] = []
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? ''
    if (!hopByHop.has(name.toLowerCase()) && !dropped.includes(name.toLowerCase()))
      kept.push(name, rawHeaders[at + 1] ?? '')
  }
  return kept
}

/** A wait that also ends when the stream it serves is gone. */
async function eitherSettles(wait: Promise<unknown>, stream: NodeJS.EventEmitter): Promise<void> {
  let gone = () => {}
  const closed = new Promise<void>((resolve) => {
    gone = resolve
    stream.once('close', gone)
  })
  await Promise.race([wait.catch(() => {}), closed])
  stream.off('close', gone)
}
