import { expect, test } from 'vitest'
import { policyOf } from '../../../example/deployment/content-security-policy.ts'

const common = { apiUrl: 'https://abc.execute-api.eu-west-1.amazonaws.com', region: 'eu-west-1', bucketName: 'media' }
const pool = { userPoolId: 'eu-west-1_1', userPoolClientId: '1' }
const sourcesOf = (policy: string, directive: string) =>
  policy
    .split('; ')
    .find((one) => one.startsWith(directive))
    ?.split(' ')
    .slice(1)

test('[ED5] on AWS the page reaches the bucket and the user pool at their own addresses, and the API through its own', () => {
  const policy = policyOf({ ...common, ...pool })
  const bucket = 'https://media.s3.eu-west-1.amazonaws.com'
  expect(sourcesOf(policy, 'connect-src')).toEqual(["'self'", bucket, 'https://cognito-idp.eu-west-1.amazonaws.com'])
  expect(sourcesOf(policy, 'media-src')).toEqual(['blob:', bucket])
  expect(sourcesOf(policy, 'script-src')).toEqual(["'self'"])
})

test('[ED5] on a local cloud it reaches that beside itself, and without any cloud itself alone', () => {
  const policy = policyOf({ ...common, ...pool, awsEndpointUrl: 'http://127.0.0.1:4566' }, 'once')
  expect(sourcesOf(policy, 'connect-src')).toEqual(["'self'", 'http://127.0.0.1:4566', 'http://localhost:4566'])
  expect(sourcesOf(policy, 'script-src')).toEqual(["'self'", "'nonce-once'"])
  expect(sourcesOf(policyOf(undefined), 'connect-src')).toEqual(["'self'"])
})
