import type { TokenSource } from '../cloud-sync.ts'
import { NetworkFailed } from './network-failed.ts'
import { NotSignedIn } from './not-signed-in.ts'
import { tokenSubject } from './token-subject.ts'

export interface AccountTokens {
  /** @throws NotSignedIn | NetworkFailed */
  current(): Promise<string>
  /** A token other than `refused`; requests refused together share one refresh. */
  newerThan(refused: string): Promise<string>
}

/** Tokens of one account alone: one of another subject is never handed out. */
export function createAccountTokens(getToken: TokenSource, account: string): AccountTokens {
  let refreshing: Promise<string> | undefined

  async function ask(refresh: boolean): Promise<string> {
    const token = await getToken({ refresh }).catch((cause: unknown) => {
      throw new NetworkFailed('no-token', cause)
    })
    if (token === null || token === '') throw new NotSignedIn('no-token')
    const subject = tokenSubject(token)
    if (subject !== undefined && subject !== account) throw new NotSignedIn('other-account')
    return token
  }

  async function newerThan(refused: string): Promise<string> {
    const current = refreshing ?? (await ask(false))
    if (typeof current === 'string' && current !== refused) return current
    refreshing ??= ask(true).finally(() => {
      refreshing = undefined
    })
    const newer = await refreshing
    if (newer === refused) throw new NotSignedIn('refused')
    return newer
  }

  return { current: () => ask(false), newerThan }
}
