import type { PageConfig } from '../workspace/page-config.ts'

type DemoAccount = PageConfig['demoAccounts'][number]

interface DemoAccountsProps {
  readonly accounts: readonly DemoAccount[]
  readonly onPick: (account: DemoAccount) => void
}

/** One press fills the form: there on local clouds alone. */
export function DemoAccounts({ accounts, onPick }: DemoAccountsProps) {
  if (accounts.length === 0) return null
  return (
    <fieldset className="demo-accounts">
      <legend>Accounts of this local cloud</legend>
      {accounts.map((account) => (
        <button key={account.email} className="button" type="button" onClick={() => onPick(account)}>
          {account.email}
        </button>
      ))}
    </fieldset>
  )
}
