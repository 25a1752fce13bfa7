import { InitiateAuthCommand } from '@aws-sdk/client-cognito-identity-provider'
import type { DemoAccount } from './demo-accounts.ts'
import type { LocalUserPool } from './local-user-pool.ts'

export interface Tokens {
  readonly accessToken: string
  readonly idToken: string
}

/**
 * Signs in by password, as tools and tests do; the example signs in by SRP.
 *
 * @throws NotAuthorizedException when the password is wrong
 */
export async function signIn({ client, userPoolClientId }: LocalUserPool, account: DemoAccount): Promise<Tokens> {
  const { AuthenticationResult } = await client.send(
    new InitiateAuthCommand({
      ClientId: userPoolClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: account.email, PASSWORD: account.password },
    }),
  )
  const { AccessToken, IdToken } = AuthenticationResult ?? {}
  if (AccessToken === undefined || IdToken === undefined) throw new TypeError('The user pool answered no tokens.')
  return { accessToken: AccessToken, idToken: IdToken }
}
