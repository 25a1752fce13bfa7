/** An account of the local user pool that can sign in at once. */
export interface DemoAccount {
  readonly email: string
  readonly password: string
}

/** Known to everyone, for they exist on local clouds alone. */
export const demoAccounts: readonly [DemoAccount, DemoAccount] = [
  { email: 'ana@example.com', password: 'Reelsync-demo-1' },
  { email: 'ben@example.com', password: 'Reelsync-demo-2' },
]
