import * as v from 'valibot'
import { PresignReply } from '#contract/media.ts'
import type { ServerReply, ServerRequest } from '../../testing/cloud/http-message.ts'
import type { FunctionPorts, Functions } from '../../testing/cloud/run-functions.ts'
import { askStore } from '../local-stores/ask-store.ts'
import { createFunctions } from '../server/create-functions.ts'
import { createMemoryTokens, type MemoryTokens } from '../server/memory-tokens.ts'
import type { KillPlace } from './kill-places.ts'

/** What a device was first told after a kill of what the store has. */
export interface Resumed {
  readonly listed: ReadonlySet<number>
  /** What one of its pages had been answered, or told of. */
  readonly known: ReadonlySet<number>
}

/** A device's line to the functions in this process and to a store over HTTP. It knows each part that passes, and kills. */
export class PartLine {
  readonly apiUrl = 'https://functions.test'
  readonly tokens: MemoryTokens
  readonly resumed: Resumed[] = []
  /** Parts that were in flight at the last kill, and were sent again, as often as they were. */
  readonly sentAgain: number[] = []
  kills = 0
  inFlightAtKills = 0
  readonly #functions: Functions
  readonly #sent = new Set<number>()
  readonly #known = new Set<number>()
  readonly #inFlight = new Set<number>()
  #mayGoAgain = new Set<number>()
  #isResuming = false
  #life = new AbortController()
  #place: KillPlace | undefined
  #end = () => {}
  #fail: (reason: Error) => void = () => {}
  /** Rejects as soon as a part is sent again that was not in flight at the last kill, or one is refused. */
  readonly trouble = new Promise<never>((_, reject) => {
    this.#fail = reject
  })

  constructor(ports: FunctionPorts) {
    this.tokens = createMemoryTokens(ports.clock)
    this.#functions = createFunctions(ports, this.tokens, [])
    this.trouble.catch(() => {})
  }

  /**
   * Settles at the place, once `kill` has ended the page and its connections are torn.
   * @throws what `trouble` rejects with
   */
  killAt(place: KillPlace, kill: () => void): Promise<void> {
    const killed = new Promise<void>((resolve) => {
      this.#place = place
      this.#end = () => {
        kill()
        resolve()
      }
    })
    return Promise.race([killed, this.trouble])
  }

  async handle(request: ServerRequest): Promise<ServerReply> {
    const { signal } = this.#life
    const partNumber = partOf(request)
    if (!request.url.startsWith(this.apiUrl)) {
      return partNumber === undefined ? askStore(request, signal) : this.#send(request, partNumber, signal)
    }
    if (request.url.endsWith('/complete')) this.#meet('complete-asked')
    signal.throwIfAborted()
    const reply = await this.#functions(request, 'request')
    if (!signal.aborted && request.url.endsWith('/presign')) this.#learn(reply)
    return reply
  }

  async #send(request: ServerRequest, partNumber: number, signal: AbortSignal): Promise<ServerReply> {
    if (this.#sent.has(partNumber)) {
      if (!this.#mayGoAgain.delete(partNumber)) this.#fail(new Error(`Part ${partNumber} was sent again needlessly.`))
      this.sentAgain.push(partNumber)
    }
    this.#sent.add(partNumber)
    this.#inFlight.add(partNumber)
    const answer = askStore(request, signal)
    this.#meet('part-sent', partNumber)
    const reply = await answer
    this.#meet('part-answered', partNumber)
    signal.throwIfAborted()
    if (reply.status !== 200) this.#fail(new Error(`Part ${partNumber} was answered ${reply.status}.`))
    this.#inFlight.delete(partNumber)
    this.#known.add(partNumber)
    return reply
  }

  #meet(at: KillPlace['at'], partNumber = 0): void {
    const place = this.#place
    if (place?.at !== at || ('partNumber' in place && partNumber < place.partNumber)) return
    this.#place = undefined
    this.#end()
    this.#life.abort()
    this.#life = new AbortController()
    this.#mayGoAgain = new Set(this.#inFlight)
    this.kills += 1
    this.inFlightAtKills += this.#inFlight.size
    this.#inFlight.clear()
    this.#isResuming = true
  }

  #learn({ body }: ServerReply): void {
    const reply = v.parse(PresignReply, JSON.parse(new TextDecoder().decode(body)))
    if (reply.state !== 'uploading') return
    const listed = new Set(reply.uploadedParts.map((part) => part.partNumber))
    if (this.#isResuming) this.resumed.push({ listed, known: new Set(this.#known) })
    this.#isResuming = false
    for (const partNumber of listed) this.#known.add(partNumber)
  }
}

function partOf({ method, url }: ServerRequest): number | undefined {
  const partNumber = new URL(url).searchParams.get('partNumber')
  return method === 'PUT' && partNumber !== null ? Number(partNumber) : undefined
}
