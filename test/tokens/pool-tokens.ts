import {
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  type ExplicitAuthFlowsType,
} from '@aws-sdk/client-cognito-identity-provider'
import * as v from 'valibot'
import { ensureAccount } from '../../dev/accounts/ensure-account.ts'
import { type LocalUserPool, localUserPool } from '../../dev/accounts/local-user-pool.ts'
import { signIn, type Tokens } from '../../dev/accounts/sign-in.ts'
import type { Deployment } from '../../dev/deployment.ts'
import type { HttpTarget } from '../suites/http-target.ts'
import { forgedLike } from './forged-like.ts'

const KeySet = v.object({ keys: v.array(v.looseObject({ kid: v.string(), n: v.string() })) })
const password = 'Contract-suite-1'
const ExplicitAuthFlows: ExplicitAuthFlowsType[] = ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']

/** Real tokens of the stack's user pool. An expired one would have to be waited for, so there is none. */
export function poolTokens(deployment: Deployment): HttpTarget['tokens'] {
  const pool = localUserPool(deployment)
  const signedIn = new Map<string, Promise<Tokens>>()
  const tokensOf = (user: string) => {
    const known = signedIn.get(user) ?? tokensIn(pool, user)
    signedIn.set(user, known)
    return known
  }
  const access = async (user: string) => (await tokensOf(user)).accessToken
  return {
    access,
    idToken: async (user) => (await tokensOf(user)).idToken,
    otherClient: async (user) => (await tokensIn(await otherClientOf(pool), user)).accessToken,
    foreignIssuer: async (user) => (await tokensIn(await foreignPool(pool), user)).accessToken,
    forged: async (user) => forgedLike(await access(user)),
    publicKey: () => publicKeyOf(deployment),
  }
}

/** Where a local cloud shows the pool's key set, as Cognito does at the issuer's own address. */
async function publicKeyOf({ awsEndpointUrl, userPoolId }: Deployment): Promise<JsonWebKey> {
  const reply = await fetch(`${awsEndpointUrl}/${userPoolId}/.well-known/jwks.json`)
  const [key] = v.parse(KeySet, await reply.json()).keys
  return key as JsonWebKey
}

async function tokensIn(pool: LocalUserPool, user: string): Promise<Tokens> {
  const account = { email: `${user}@example.com`, password }
  await ensureAccount(pool, account)
  return await signIn(pool, account)
}

async function otherClientOf({ client, userPoolId }: LocalUserPool): Promise<LocalUserPool> {
  const made = await client.send(
    new CreateUserPoolClientCommand({ UserPoolId: userPoolId, ClientName: 'another-app', ExplicitAuthFlows }),
  )
  return { client, userPoolId, userPoolClientId: made.UserPoolClient?.ClientId ?? '' }
}

/** A second pool of the same cloud: its tokens are as genuine as ours. */
async function foreignPool({ client }: LocalUserPool): Promise<LocalUserPool> {
  const made = await client.send(new CreateUserPoolCommand({ PoolName: 'foreign', UsernameAttributes: ['email'] }))
  return await otherClientOf({ client, userPoolId: made.UserPool?.Id ?? '', userPoolClientId: '' })
}
