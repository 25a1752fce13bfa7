/** One request, whichever gateway brought it. */
export interface ApiRequest {
  readonly requestId: string
  /** Method and route template, such as `GET /api/projects/{projectId}`. */
  readonly routeKey: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly params: Readonly<Record<string, string | undefined>>
  readonly query: Readonly<Record<string, string | undefined>>
  /** The bytes of the body as they were sent; empty when there was none. */
  readonly body: Uint8Array
  /** What the gateway's JWT authorizer vouches for; absent where the gateway has none. */
  readonly authorizerClaims?: Readonly<Record<string, unknown>>
}
