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
    const pool = { id: userPoolId, clientId: userPoolClientId }
    return { issuer, audience: userPoolClientId, jwksUri: keysOfPool(issuer), pool }
  }
  const { pool, clientId } = new AccountPool(scope, id, stage, accounts)
  const issuer = issuerOfPool(scope, pool.userPoolId)
  const made = { id: pool.userPoolId, clientId, construct: pool }
  return { issuer, audience: clientId, jwksUri: keysOfPool(issuer), pool: made }
}

/** Built from its parts: local clouds do not answer the pool's ProviderURL. */
function issuerOfPool(scope: Construct, userPoolId: string, region = regionOfPool(scope, userPoolId)): string {
  return Fn.join('', ['https://cognito-idp.', region, '.', Stack.of(scope).urlSuffix, '/', userPoolId])
}

/** Said, for it to be found takes a request more at each cold start. Source: Cognito's Developer Guide, "Verifying JSON web tokens". */
function keysOfPool(issuer: string): string {
  return `${issuer}/.well-known/jwks.json`
}

/** A pool's id begins with its region; an id that is not known yet is taken for one of the stack's. */
function regionOfPool(scope: Construct, userPoolId: string): string {
  return (isKnown(userPoolId) ? userPoolId.split('_')[0] : undefined) ?? Stack.of(scope).region
}
