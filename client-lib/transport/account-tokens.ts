import type { TokenSource } from '../cloud-sync.ts'
import type { Clock } from '../runtime/clock.ts'
import type { Locks } from '../runtime/locks.ts'
import { SharedRuns } from '../runtime/shared-runs.ts'
import { inTime } from './in-time.ts'
import { NetworkFailed } from './network-failed.ts'
import { NotSignedIn } from './not-signed-in.ts'
import { oneTabAtATime } from './one-tab-at-a-time.ts'
import { tokenSubject } from './token-subject.ts'

export interface AccountTokens {
  /** @throws NotSignedIn | NetworkFailed */
  current(signal: AbortSignal): Promise<string>
  /** A token other than `refused`; requests refused together share one refresh. */
  newerThan(refused: string, signal: AbortSignal): Promise<string>
}

export interface AccountOfTokens {
  /** Null where nobody is signed in: no token is asked for. */
  readonly account: string | null
  readonly getToken: TokenSource
  readonly locks: Locks
}

/** Tokens of one account alone: one of another subject is never handed out. */
export function createAccountTokens(
  { account, getToken, locks }: AccountOfTokens,
  limits: { readonly clock: Clock; readonly timeoutMs: number },
): AccountTokens {
  const refreshes = new SharedRuns<string>()

  async function ask(refresh: boolean, signal: AbortSignal): Promise<string> {
    if (account === null) throw new NotSignedIn('no-token')
    const asking = inTime({ ...limits, signal }, async () => getToken({ refresh }))
    const token = await asking.catch((cause: unknown) => {
      signal.throwIfAborted()
      throw new NetworkFailed('no-token', cause)
    })
    // Who writes no TypeScript may give undefined for nobody.
    if (!token) throw new NotSignedIn('no-token')
    if (typeof token !== 'string' || /[^ -~]/.test(token))
      throw new NotSignedIn('no-token', 'getToken gave what is no token.')
    const subject = tokenSubject(token)
    if (subject !== undefined && subject !== account)
      throw new NotSignedIn('other-account', `The token is of ${subject}, the work on this device of ${account}.`)
    return token
  }

  /** One tab after the other: the tabs of an app share what it is signed in with, and one refresh is enough. */
  function refresh(refused: string, signal: AbortSignal): Promise<string> {
    return oneTabAtATime({ ...limits, locks, name: `reelsync-token-${account}` }, signal, async () => {
      const current = await ask(false, signal)
      return current === refused ? ask(true, signal) : current
    })
  }

  async function newerThan(refused: string, signal: AbortSignal): Promise<string> {
    const newer = await refreshes.join(refused, signal, (shared) => refresh(refused, shared))
    if (newer === refused) throw new NotSignedIn('refused')
    return newer
  }

  return { current: (signal) => ask(false, signal), newerThan }
}
