import type { Call } from '#contract/calls.ts'
import type { RouteBody, RouteName, RouteParams, RouteQuery, RouteReply } from '#contract/routes.ts'

export interface ApiRequest<N extends RouteName> {
  readonly params: RouteParams<N>
  readonly query?: RouteQuery<N>
  readonly body?: RouteBody<N>
  /** Only for reads: answered `not-modified` where the server still holds it. */
  readonly ifNoneMatch?: string
  readonly signal: AbortSignal
}

/** One that is always answered in full. */
export type PlainRequest<N extends RouteName> = ApiRequest<N> & { readonly ifNoneMatch?: never }

export interface ApiAnswer<N extends RouteName> {
  readonly kind: 'ok'
  readonly body: RouteReply<N>
  readonly etag?: string
}

export type ApiReply<N extends RouteName> = ApiAnswer<N> | { readonly kind: 'not-modified' }

/**
 * The typed client: builds the request from the route, adds token and contract version, parses the reply.
 * @throws ApiFailure the server's problem, with its code and payload
 * @throws NetworkFailed no answer came
 * @throws UnexpectedReply an answer that is not of the contract (HTML, an unknown body, a 304 that nobody asked for)
 * @throws NotSignedIn the token source has none
 */
export interface ApiClient {
  call<N extends RouteName>(route: Call<N>, request: PlainRequest<N>): Promise<ApiAnswer<N>>
  call<N extends RouteName>(route: Call<N>, request: ApiRequest<N>): Promise<ApiReply<N>>
}
