import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import type { Deployment } from '../deployment.ts'

export interface LocalUserPool {
  readonly client: CognitoIdentityProviderClient
  readonly userPoolId: string
  readonly userPoolClientId: string
}

/**
 * The deployment's user pool, with the dummy credentials that local clouds take.
 *
 * @throws TypeError when the deployment has no user pool of its own, or is not on a local cloud
 */
export function localUserPool({ region, awsEndpointUrl, userPoolId, userPoolClientId }: Deployment): LocalUserPool {
  if (awsEndpointUrl === undefined || userPoolId === undefined || userPoolClientId === undefined) {
    throw new TypeError('This deployment has no local user pool.')
  }
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const client = new CognitoIdentityProviderClient({ region, endpoint: awsEndpointUrl, credentials })
  return { client, userPoolId, userPoolClientId }
}
