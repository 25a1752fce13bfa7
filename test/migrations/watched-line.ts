import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { AttributeValue, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'

/** `lose-answers`: this update still reaches the store, and nothing is answered any more. */
export type Verdict = 'pass' | 'lose-answers'

/** Called with each update's key before the store gets it; counts from 1. */
export type BeforeUpdate = (key: Record<string, string>, count: number) => Promise<Verdict>

/** A line to DynamoDB Local that stands still at a row, not at a time. */
export class WatchedLine {
  readonly url: string
  readonly #server: Server
  readonly #storeUrl: string
  readonly #table: string
  readonly #beforeUpdate: BeforeUpdate
  #updates = 0
  #isAnswering = true

  private constructor(server: Server, storeUrl: string, table: string, beforeUpdate: BeforeUpdate) {
    this.#server = server
    this.#storeUrl = storeUrl
    this.#table = table
    this.#beforeUpdate = beforeUpdate
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  static async open(storeUrl: string, table: string, beforeUpdate: BeforeUpdate): Promise<WatchedLine> {
    const server = createServer()
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const line = new WatchedLine(server, storeUrl, table, beforeUpdate)
    server.on('request', (request, response) => void line.#relay(request, response).catch(() => response.destroy()))
    return line
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  async #relay(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request)
    const key = this.#keyOf(request, body)
    // Counted at once: rows are under way side by side.
    if (key !== undefined && (await this.#beforeUpdate(key, ++this.#updates)) === 'lose-answers') {
      this.#isAnswering = false
      await this.#send(request, body)
    } else if (!this.#isAnswering) return
    const { status, contentType, bytes } = await this.#send(request, body)
    if (!this.#isAnswering) return
    response.writeHead(status, { 'content-type': contentType }).end(bytes)
  }

  async #send({ headers, url = '/' }: IncomingMessage, body: Buffer) {
    const sent = ['content-type', 'x-amz-target', 'x-amz-date', 'authorization']
    const reply = await fetch(new URL(url, this.#storeUrl), {
      method: 'POST',
      headers: sent.map((name): [string, string] => [name, String(headers[name] ?? '')]),
      body: new Uint8Array(body),
    })
    const bytes = new Uint8Array(await reply.arrayBuffer())
    return { status: reply.status, contentType: reply.headers.get('content-type') ?? '', bytes }
  }

  #keyOf({ headers }: IncomingMessage, body: Buffer): Record<string, string> | undefined {
    if (!String(headers['x-amz-target']).endsWith('.UpdateItem')) return undefined
    const { TableName, Key } = JSON.parse(body.toString()) as UpdateItemCommandInput
    return TableName === this.#table ? unmarshall(Key as Record<string, AttributeValue>) : undefined
  }
}
