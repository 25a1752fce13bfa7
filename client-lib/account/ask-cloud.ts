import type { Call } from '#contract/calls.ts'
import type { RouteName } from '#contract/routes.ts'
import { SyncClosed } from '../lifecycle/sync-closed.ts'
import type { ApiClient, ApiReply, ApiRequest } from '../transport/api-client.ts'

type Body<N extends RouteName> = Extract<ApiReply<N>, { readonly kind: 'ok' }>['body']

/**
 * Asks the cloud once, for an app that waits for the answer.
 *
 * @throws SyncClosed also where it is closed meanwhile, else as `ApiClient`
 */
export async function askCloud<N extends RouteName>(
  api: ApiClient,
  route: Call<N>,
  request: Omit<ApiRequest<N>, 'signal' | 'ifNoneMatch'>,
  closing: AbortSignal,
): Promise<Body<N>> {
  if (closing.aborted) throw new SyncClosed()
  try {
    const reply = await api.call(route, { ...request, signal: closing })
    if (reply.kind === 'not-modified') throw new TypeError('Nothing was named that could be unchanged.')
    return reply.body
  } catch (error) {
    throw closing.aborted ? new SyncClosed() : error
  }
}
