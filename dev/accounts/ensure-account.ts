import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider'
import type { DemoAccount } from './demo-accounts.ts'
import type { LocalUserPool } from './local-user-pool.ts'

/** Makes the account, confirmed and with this password; one that exists keeps its identity. */
export async function ensureAccount({ client, userPoolId }: LocalUserPool, account: DemoAccount): Promise<void> {
  const user = { UserPoolId: userPoolId, Username: account.email }
  const UserAttributes = [
    { Name: 'email', Value: account.email },
    { Name: 'email_verified', Value: 'true' },
  ]
  try {
    await client.send(new AdminCreateUserCommand({ ...user, UserAttributes, MessageAction: 'SUPPRESS' }))
  } catch (error) {
    if (!(error instanceof UsernameExistsException)) throw error
  }
  await client.send(new AdminSetUserPasswordCommand({ ...user, Password: account.password, Permanent: true }))
}
