import { Fn, Stack } from 'aws-cdk-lib'
import type { UserPool } from 'aws-cdk-lib/aws-cognito'
import type { Construct } from 'constructs'
import type { Stage } from '../stages.ts'
import { AccountPool } from './account-pool.ts'

/** Whose tokens the API takes: those of one client of one issuer. */
export interface TokenIssuer {
  readonly issuer: string
  readonly audience: string
  readonly jwksUri?: string
  readonly pool?: { readonly id: string; readonly clientId: string; readonly construct: UserPool }
}

/** The stage's issuer; makes the user pool where the stage has one of its own. */
export function tokenIssuer(scope: Construct, id: string, stage: Stage): TokenIssuer {
  if (stage.accounts.kind === 'issuer') {
    const { issuer, audience, jwksUri } = stage.accounts
    return { issuer, audience, ...(jwksUri === undefined ? {} : { jwksUri }) }
  }
  const { pool, clientId } = new AccountPool(scope, id, stage, stage.accounts.passwordSignIn)
  const { region, urlSuffix } = Stack.of(scope)
  // Built from its parts: local clouds do not answer the pool's ProviderURL.
  const issuer = Fn.join('', ['https://cognito-idp.', region, '.', urlSuffix, '/', pool.userPoolId])
  return { issuer, audience: clientId, pool: { id: pool.userPoolId, clientId, construct: pool } }
}
