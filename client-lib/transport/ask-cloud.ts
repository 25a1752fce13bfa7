import type { Call } from '#contract/calls.ts'
import type { RouteName } from '#contract/routes.ts'
import type { ApiAnswer, ApiClient, ApiRequest } from './api-client.ts'

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
): Promise<ApiAnswer<N>['body']> {
  closing.throwIfAborted()
  const reply = await api.call(route, { ...request, signal: closing })
  return reply.body
}
