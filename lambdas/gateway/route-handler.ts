import type { FunctionName } from '#contract/route.ts'
import type { RouteName, RouteReply, routes } from '#contract/routes.ts'
import type { Caller } from '../auth/caller.ts'
import type { Meter } from '../metrics/meter.ts'
import type { ApiReply } from './api-reply.ts'
import type { RouteInput } from './parse-input.ts'

/** One route's handler: parsed input in, reply out. */
export type RouteHandler<N extends RouteName> = (
  call: RouteInput<N> & {
    readonly caller: Caller
    readonly headers: Readonly<Record<string, string | undefined>>
    readonly meter: Meter
  },
) => Promise<ApiReply<RouteReply<N>>>

type RoutesOf<F extends FunctionName> = {
  [N in RouteName]: (typeof routes)[N]['function'] extends F ? N : never
}[RouteName]

/** All handlers of one deployed function: a route of the contract without one does not compile. */
export type RouteHandlers<F extends FunctionName> = { readonly [N in RoutesOf<F>]: RouteHandler<N> }
