import type { Call } from '#contract/calls.ts'
import type { RouteName } from '#contract/routes.ts'
import { untilClosed } from '../lifecycle/until-closed.ts'
import type { ApiAnswer, ApiClient, ApiRequest } from '../transport/api-client.ts'

/**
 * Asks the cloud once, for an app that waits for the answer.
 *
 * @throws SyncClosed also where it is closed meanwhile, else as `ApiClient`
 */
export function askCloud<N extends RouteName>(
  api: ApiClient,
  route: Call<N>,
  request: Omit<ApiRequest<N>, 'signal' | 'ifNoneMatch'>,
  closing: AbortSignal,
): Promise<ApiAnswer<N>['body']> {
  return untilClosed(closing, async () => (await api.call(route, { ...request, signal: closing })).body)
}
