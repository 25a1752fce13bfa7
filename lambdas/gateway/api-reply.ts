/** What a route answers, before it is written for a gateway. */
export interface ApiReply<Body = unknown> {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Body
}
