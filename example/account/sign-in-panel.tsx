import type { PageConfig } from '../workspace/page-config.ts'
import { LocalSignIn } from './local-sign-in.tsx'
import { PoolSignIn } from './pool-sign-in.tsx'
import type { Account } from './remembered-account.ts'

export interface SignInPanelProps {
  readonly config: PageConfig
  readonly email?: string
  readonly onSignedIn: (account: Account) => void
}

export function SignInPanel(props: SignInPanelProps) {
  const { accounts } = props.config
  if (accounts.kind === 'local-issuer') return <LocalSignIn tokenUrl={accounts.tokenUrl} {...props} />
  return <PoolSignIn {...props} />
}
