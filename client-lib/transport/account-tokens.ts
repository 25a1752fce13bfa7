import type { TokenSource } from '../cloud-sync.ts'
import type { Clock } from '../runtime/clock.ts'
import { inTime } from './in-time.ts'
import { NetworkFailed } from './network-failed.ts'
import { NotSignedIn } from './not-signed-in.ts'
import { tokenSubject } from './token-subject.ts'

export interface AccountTokens {
  /** @throws NotSignedIn | NetworkFailed */
  current(signal: AbortSignal): Promise<string>
  /** A token other than `refused`; requests refused together share one refresh. */
  newerThan(refused: string, signal: AbortSignal): Promise<string>
}

/** Tokens of one account alone: one of another subject is never handed out. */
export function createAccountTokens(
  getToken: TokenSource,
  account: string,
  limits: { readonly clock: Clock; readonly timeoutMs: number },
): AccountTokens {
  let refreshing: Promise<string> | undefined

  async function ask(refresh: boolean, signal: AbortSignal): Promise<string> {
    const asking = inTime({ ...limits, signal }, async () => getToken({ refresh }))
    // Also where one request was aborted: another may wait for the same token.
    const token = await asking.catch((cause: unknown) => {
      throw new NetworkFailed('no-token', cause)
    })
    if (token === null || token === '') throw new NotSignedIn('no-token')
    const subject = tokenSubject(token)
    if (subject !== undefined && subject !== account)
      throw new NotSignedIn('other-account', `The token is of ${subject}, the work on this device of ${account}.`)
    return token
  }

  async function newerThan(refused: string, signal: AbortSignal): Promise<string> {
    const current = refreshing ?? (await ask(false, signal))
    if (typeof current === 'string' && current !== refused) return current
    refreshing ??= ask(true, signal).finally(() => {
      refreshing = undefined
    })
    const newer = await refreshing
    if (newer === refused) throw new NotSignedIn('refused')
    return newer
  }

  return { current: (signal) => ask(false, signal), newerThan }
}
