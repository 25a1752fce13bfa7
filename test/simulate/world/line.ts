import { NetworkFailed } from '../../../client-lib/transport/network-failed.ts'
import type { Transport, TransportReply, TransportRequest } from '../../../client-lib/transport/transport.ts'
import type { ServerReply, ServerRequest } from '../../../testing/cloud/http-message.ts'
import type { Chance } from '../chance/chance.ts'
import { answerInstead, damaged } from '../faults/answer-instead.ts'
import type { RunContext } from '../run/run-context.ts'
import type { SimCloud } from './sim-cloud.ts'
import type { SimPage } from './sim-page.ts'

export type Weather = 'calm' | 'rough' | 'offline'

interface Sending {
  readonly page: SimPage
  readonly request: ServerRequest
  readonly order: number
  readonly done: (reply: ServerReply | 'lost') => void
}

const rates = { calm: 0.02, rough: 0.12, offline: 0 }

/** One device's way to the cloud: what is sent may be lost, late, twice, out of order or answered by somebody else. */
export class Line {
  weather: Weather = 'calm'
  readonly #context: RunContext
  readonly #cloud: SimCloud
  readonly #device: string
  readonly #chance: Chance
  #sent = 0
  #lastArrived = 0
  #lastAnswered = 0

  constructor(context: RunContext, cloud: SimCloud, device: string) {
    this.#context = context
    this.#cloud = cloud
    this.#device = device
    this.#chance = context.chance.fork(`line of ${device}`)
  }

  transport(page: SimPage, watch: (request: ServerRequest) => void): Transport {
    return {
      send: async ({
        method,
        url,
        headers,
        body,
        signal,
        onSentBytes,
        onReceivedBytes,
      }: TransportRequest): Promise<TransportReply> => {
        signal.throwIfAborted()
        const bytes = body instanceof Blob ? new Uint8Array(await body.arrayBuffer()) : body
        onSentBytes?.(bytes?.length ?? 0)
        onReceivedBytes?.()
        const asked = { method, url, headers, body: bytes }
        const others = this.#cloud.accounts.map((account) => this.#cloud.token(account))
        const request = this.#context.mutant.request?.(asked, others) ?? asked
        watch(request)
        return await this.#exchange(page, request, signal)
      },
    }
  }

  #exchange(page: SimPage, request: ServerRequest, signal: AbortSignal): Promise<TransportReply> {
    return new Promise((resolve, reject) => {
      const abort = () => reject(signal.reason)
      signal.addEventListener('abort', abort, { once: true })
      let isDone = false
      const done = (reply: ServerReply | 'lost') =>
        page.run(() => {
          if (isDone || signal.aborted) return
          isDone = true
          signal.removeEventListener('abort', abort)
          if (reply === 'lost') reject(new NetworkFailed('no-connection'))
          else resolve(this.#received(request, reply))
        })
      this.#sent += 1
      this.#send({ page, request, order: this.#sent, done })
    })
  }

  #received({ url, headers }: ServerRequest, { status, headers: replied, body }: ServerReply): TransportReply {
    const checksum = headers['x-amz-checksum-sha256']
    // A store names what it keeps: a 200 without that is somebody else's.
    if (status === 200 && checksum !== undefined && replied.etag !== undefined)
      this.#context.parts.told(this.#device, url, checksum)
    return {
      ...{ status, headers: replied },
      text: async () => new TextDecoder().decode(body),
      blob: async () => new Blob([body]),
    }
  }

  #send(sending: Sending): void {
    const { faults, time } = this.#context
    const chance = this.#chance
    const rate = rates[this.weather]
    const delayMs = chance.whole(10, 120)
    if (this.weather === 'offline') return void time.after(chance.whole(1, 50), () => sending.done('lost'))
    if (faults.strikes('request-dropped', rate, chance)) {
      // Half of them leave the sender waiting.
      if (chance.happens(0.5)) time.after(delayMs, () => sending.done('lost'))
      return
    }
    const lateMs = faults.strikes('request-delayed', rate, chance) ? chance.whole(1000, 120_000) : 0
    time.after(delayMs + lateMs, () => void this.#arrive(sending))
    if (faults.strikes('request-duplicated', rate, chance)) {
      time.after(delayMs + chance.whole(0, 20_000), () => void this.#arrive(sending))
    }
  }

  async #arrive(sending: Sending): Promise<void> {
    const { faults, time } = this.#context
    const chance = this.#chance
    const rate = rates[this.weather]
    if (sending.order < this.#lastArrived) faults.note('request-reordered')
    this.#lastArrived = Math.max(this.#lastArrived, sending.order)
    const isStore = this.#cloud.isStoreUrl(sending.request.url)
    const instead = answerInstead(sending.request, { faults, chance, rate, isStore })
    const request = isStore && faults.strikes('part-damaged', rate, chance) ? damaged(sending.request) : sending.request
    const reply = instead ?? (await this.#cloud.handle(request, this.#device, sending.order))
    if (reply.status === 409) faults.note('answered-409')
    this.#context.trace.add(sending.page.name, describe(sending, reply, instead !== undefined))
    const isCommit = reply.status < 300 && sending.request.method !== 'GET'
    if (faults.strikes(isCommit ? 'reply-lost-after-commit' : 'reply-lost', rate, chance)) {
      if (chance.happens(0.5)) time.after(chance.whole(10, 60), () => sending.done('lost'))
      return
    }
    const lateMs = faults.strikes('reply-delayed', rate, chance) ? chance.whole(1000, 60_000) : 0
    time.after(chance.whole(10, 120) + lateMs, () => this.#answer(sending, reply))
  }

  #answer(sending: Sending, reply: ServerReply): void {
    if (sending.order < this.#lastAnswered) this.#context.faults.note('reply-reordered')
    this.#lastAnswered = Math.max(this.#lastAnswered, sending.order)
    sending.done(reply)
  }
}

function describe({ request: { method, url }, order }: Sending, { status }: ServerReply, isInstead: boolean): string {
  const { pathname, host } = new URL(url)
  const path = host.startsWith('store') ? '(store)' : pathname.replace('/api/projects', '')
  return `#${order} ${method} ${path || '/'} → ${status}${isInstead ? ' (not from the cloud)' : ''}`
}
