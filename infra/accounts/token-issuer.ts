import { Fn, Stack } from 'aws-cdk-lib'
import type { UserPool } from 'aws-cdk-lib/aws-cognito'
import type { Construct } from 'constructs'
import { isKnown } from '../stage/refuse.ts'
import type { Stage } from '../stage/stage.ts'
import { AccountPool } from './account-pool.ts'

/** Whose tokens the API takes: those of one client of one issuer. */
export interface TokenIssuer {
  readonly issuer: string
  readonly audience: string
  readonly jwksUri?: string
  readonly pool?: {
    readonly id: string
    readonly clientId: string
    /** Where the pool is the stage's own. */
    readonly construct?: UserPool
  }
}

/** The stage's issuer; makes the user pool where the stage has one of its own. */
export function tokenIssuer(scope: Construct, id: string, stage: Stage): TokenIssuer {
  const { accounts } = stage
  if (accounts.kind === 'issuer') {
    const { issuer, audience, jwksUri } = accounts
    return { issuer, audience, ...(jwksUri === undefined ? {} : { jwksUri }) }
  }
  if (accounts.kind === 'existing-pool') {
    const { userPoolId, userPoolClientId, region } = accounts
    const issuer = issuerOfPool(scope, userPoolId, region)
    return { issuer, audience: userPoolClientId, pool: { id: userPoolId, clientId: userPoolClientId } }
  }
  const { pool, clientId } = new AccountPool(scope, id, stage, accounts)
  const issuer = issuerOfPool(scope, pool.userPoolId)
  return { issuer, audience: clientId, pool: { id: pool.userPoolId, clientId, construct: pool } }
}

/** Built from its parts: local clouds do not answer the pool's ProviderURL. */
function issuerOfPool(scope: Construct, userPoolId: string, region = regionOfPool(scope, userPoolId)): string {
  return Fn.join('', ['https://cognito-idp.', region, '.', Stack.of(scope).urlSuffix, '/', userPoolId])
}

/** A pool's id begins with its region; an id that is not known yet is taken for one of the stack's. */
function regionOfPool(scope: Construct, userPoolId: string): string {
  return (isKnown(userPoolId) ? userPoolId.split('_')[0] : undefined) ?? Stack.of(scope).region
}
