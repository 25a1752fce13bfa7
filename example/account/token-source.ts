import type { TokenSource } from 'reelsync'
import { amplifyTokenSource } from 'reelsync/amplify'
import type { PageConfig } from '../workspace/page-config.ts'
import { issuerTokenSource } from './issuer-session.ts'
import type { Account } from './remembered-account.ts'

/** Where the account's tokens come from. */
export function tokenSource({ accounts }: PageConfig, account: Account): TokenSource {
  return accounts.kind === 'local-issuer' ? issuerTokenSource(accounts.tokenUrl, account) : amplifyTokenSource()
}
