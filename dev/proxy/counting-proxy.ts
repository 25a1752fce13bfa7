import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { FaultRule } from './fault.ts'
import { createFaultRules } from './fault-rules.ts'
import { classifyRequest } from './proxied-request.ts'
import { relayExchange } from './relay-exchange.ts'
import { createTrafficLedger, type Exchange, partsInFlight } from './traffic-ledger.ts'

/**
 * A forward HTTP/1.1 proxy between one browser and everything else: it counts body bytes, knows what is in flight,
 * cuts the line and injects faults. CONNECT is refused, so that only plain, countable HTTP passes.
 *
 * @example
 * await using proxy = await CountingProxy.open({ bucketName: 'media' })
 * proxy.inject({ matches: (request) => request.kind === 'part', fault: expiredUrl(), times: 1 })
 */
export class CountingProxy {
  readonly url: string
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  readonly #ledger = createTrafficLedger()
  readonly #rules = createFaultRules()
  readonly #bucketName: string
  #lineIsUp = true

  static async open(options: { readonly bucketName: string }): Promise<CountingProxy> {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new CountingProxy(server, options.bucketName)
  }

  private constructor(server: Server, bucketName: string) {
    this.#server = server
    this.#bucketName = bucketName
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    // A part may be held for as long as a test likes.
    server.requestTimeout = 0
    server.on('connection', (socket) => this.#connect(socket))
    server.on('request', (incoming, outgoing) => void this.#exchange(incoming, outgoing))
    server.on('connect', (_request, socket) => socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n'))
  }

  /** Every request so far, in the order they came. */
  get exchanges(): readonly Exchange[] {
    return this.#ledger.exchanges
  }

  /** Adds a fault; returns its removal. */
  inject(rule: FaultRule): () => void {
    return this.#rules.add(rule)
  }

  /** Breaks every connection at once and refuses new ones, as a cable pulled out. Answers the parts that were in flight. */
  cut(): { readonly partsInFlight: number } {
    const lost = partsInFlight(this.exchanges)
    this.#lineIsUp = false
    for (const socket of this.#sockets) socket.destroy()
    return { partsInFlight: lost }
  }

  restore(): void {
    this.#lineIsUp = true
  }

  /**
   * Settles as soon as the traffic so far satisfies `holds`.
   * @throws the signal's reason, once it aborts
   */
  until(holds: (exchanges: readonly Exchange[]) => boolean, signal: AbortSignal): Promise<void> {
    return this.#ledger.until(holds, signal)
  }

  /** Settles as soon as at least `count` parts are in flight. */
  untilPartsInFlight(count: number, signal: AbortSignal): Promise<void> {
    return this.until((exchanges) => partsInFlight(exchanges) >= count, signal)
  }

  async close(): Promise<void> {
    this.cut()
    if (!this.#server.listening) return
    this.#server.close()
    await once(this.#server, 'close')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  #connect(socket: Socket): void {
    if (!this.#lineIsUp) {
      socket.destroy()
      return
    }
    this.#sockets.add(socket)
    socket.on('error', () => {})
    socket.once('close', () => this.#sockets.delete(socket))
  }

  async #exchange(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const url = URL.parse(incoming.url ?? '')
    if (url?.protocol !== 'http:') {
      outgoing.writeHead(400).end('This proxy takes absolute http:// addresses.')
      return
    }
    const request = classifyRequest(incoming.method ?? 'GET', url, this.#bucketName)
    const amend = this.#ledger.open(request)
    try {
      await relayExchange(incoming, outgoing, url, amend, this.#rules.take(request))
    } catch {
      // Either side went away, or the reply was to be lost: the client sees a broken connection.
      outgoing.destroy()
      amend({ phase: { kind: 'broken' } })
    }
  }
}
