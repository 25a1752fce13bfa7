import type { RouteName } from '#contract/routes.ts'
import { assertNever } from '../../client-lib/runtime/assert-never.ts'
import { NetworkFailed } from '../../client-lib/transport/network-failed.ts'
import type { Transport, TransportReply, TransportRequest } from '../../client-lib/transport/transport.ts'
import type { TestCloud, TestReply, TestRequest } from '../test-cloud.ts'
import { answerInstead } from './answer-instead.ts'
import { checkFault } from './check-fault.ts'
import { FaultScript } from './fault-script.ts'
import type { FaultedRequests, LineFault } from './line-fault.ts'
import { routeOf } from './route-of.ts'

/** A request as a device sent it; of a body only its size is told. */
export interface SentRequest {
  readonly route: RouteName | 'store'
  readonly method: string
  readonly url: string
  readonly bodyBytes: number
}

/**
 * A device's way to the cloud, on which a test has things go wrong.
 *
 * @example
 * line.fault('putProject', { kind: 'lose-reply' }) // the next write is made, and the device does not hear of it
 * const mend = line.fault('all', { kind: 'problem', code: 'unavailable' }, Infinity)
 * mend()
 * line.goOffline()
 */
export class TestLine implements Transport {
  /** All that was sent, in order. */
  readonly sent: SentRequest[] = []
  readonly #cloud: TestCloud
  readonly #script = new FaultScript()
  readonly #onlineListeners = new Set<() => void>()
  #isOnline = true

  constructor(cloud: TestCloud) {
    this.#cloud = cloud
  }

  get isOnline(): boolean {
    return this.#isOnline
  }

  /** Nothing goes out, and no answer comes in, until `goOnline`. */
  goOffline(): void {
    this.#isOnline = false
  }

  /** As a browser does, it says so to its pages. */
  goOnline(): void {
    this.#isOnline = true
    for (const listener of [...this.#onlineListeners]) listener()
  }

  /** Returns the unsubscribe. */
  onOnline(listener: () => void): () => void {
    this.#onlineListeners.add(listener)
    return () => this.#onlineListeners.delete(listener)
  }

  /**
   * Has the next of these requests meet a fault; of several faults for the same one the first that was given comes first.
   *
   * @param times how many requests meet it
   * @returns takes back what is left of it
   * @throws TypeError of requests, a kind or a code that there is none of
   */
  fault(requests: FaultedRequests, fault: LineFault, times = 1): () => void {
    checkFault(requests, fault)
    return this.#script.add(requests, fault, times)
  }

  async send({ method, url, headers, body, signal, onSentBytes }: TransportRequest): Promise<TransportReply> {
    signal.throwIfAborted()
    const bytes = body instanceof Blob ? new Uint8Array(await this.#cloud.time.during(() => body.arrayBuffer())) : body
    const route = routeOf({ method, url }, this.#cloud.apiUrl)
    this.sent.push({ route, method, url, bodyBytes: bytes?.length ?? 0 })
    onSentBytes?.(bytes?.length ?? 0)
    const answered = this.#exchange({ method, url, headers, body: bytes }, route)
    const { status, headers: replied, body: answer } = await Promise.race([answered, aborted(signal)])
    return {
      ...{ status, headers: replied },
      text: async () => new TextDecoder().decode(answer),
      blob: async () => new Blob([answer]),
    }
  }

  async #exchange(request: TestRequest, route: RouteName | 'store'): Promise<TestReply> {
    if (!this.#isOnline) throw new NetworkFailed('no-connection')
    const reply = await this.#meet(
      this.#script.take((meant) => meant === 'all' || meant === route),
      request,
    )
    if (!this.#isOnline) throw new NetworkFailed('no-connection')
    return reply
  }

  async #meet(fault: LineFault | undefined, request: TestRequest): Promise<TestReply> {
    if (!fault) return this.#cloud.answer(request)
    switch (fault.kind) {
      case 'drop':
        throw new NetworkFailed('no-connection')
      case 'lose-reply':
        await this.#cloud.answer(request)
        throw new NetworkFailed('no-connection')
      case 'delay':
        await new Promise<void>((resolve) => void this.#cloud.time.clock.schedule(fault.byMs, resolve))
        return this.#cloud.answer(request)
      case 'duplicate':
        await this.#cloud.answer(request)
        return this.#cloud.answer(request)
      case 'answer':
      case 'problem':
        return answerInstead(fault)
      default:
        return assertNever(fault)
    }
  }
}

/** As the network does, an abort ends a request at once, whether or not an answer is on its way. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
