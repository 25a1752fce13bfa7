import * as v from 'valibot'

const Message = v.object({
  id: v.optional(v.number()),
  method: v.optional(v.string()),
  params: v.optional(v.unknown()),
  result: v.optional(v.record(v.string(), v.unknown())),
  error: v.optional(v.object({ message: v.string() })),
})

interface Call {
  resolve(result: Readonly<Record<string, unknown>>): void
  reject(error: Error): void
}

/**
 * A browser's own debugging protocol and nothing above it: Playwright has every page report its network, which slows
 * the uploads that are to be measured.
 */
export class CdpConnection {
  readonly #socket: WebSocket
  readonly #calls = new Map<number, Call>()
  readonly #listeners = new Set<(method: string, params: unknown) => void>()
  #lastId = 0

  static async open(url: string): Promise<CdpConnection> {
    const socket = new WebSocket(url)
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => resolve(), { once: true })
      socket.addEventListener('error', () => reject(new Error(`${url} does not answer.`)), { once: true })
    })
    return new CdpConnection(socket)
  }

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => this.#take(v.parse(Message, JSON.parse(String(data)))))
    socket.addEventListener('close', () => {
      for (const { reject } of this.#calls.values()) reject(new Error('The browser is gone.'))
      this.#calls.clear()
    })
  }

  /** @param sessionId of one page; the browser itself where it is left out */
  call(method: string, params: object = {}, sessionId?: string): Promise<Readonly<Record<string, unknown>>> {
    this.#lastId += 1
    const id = this.#lastId
    return new Promise((resolve, reject) => {
      this.#calls.set(id, { resolve, reject })
      this.#socket.send(JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) }))
    })
  }

  /** Returns the unsubscribe. */
  listen(listener: (method: string, params: unknown) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  untilEvent(name: string): Promise<void> {
    return new Promise((resolve) => {
      const unlisten = this.listen((method) => {
        if (method !== name) return
        unlisten()
        resolve()
      })
    })
  }

  close(): void {
    this.#socket.close()
  }

  #take({ id, method, params, result, error }: v.InferOutput<typeof Message>): void {
    if (method !== undefined) for (const listener of [...this.#listeners]) listener(method, params)
    const call = id === undefined ? undefined : this.#calls.get(id)
    if (call === undefined || id === undefined) return
    this.#calls.delete(id)
    if (error) call.reject(new Error(error.message))
    else call.resolve(result ?? {})
  }
}
