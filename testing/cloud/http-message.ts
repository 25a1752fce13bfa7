/** What a client sends, to the API or to a presigned address. */
export interface ServerRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array | string | undefined
}

export interface ServerReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer>
}

export function bytesOf(body: ServerRequest['body']): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(body ?? ''))
}
