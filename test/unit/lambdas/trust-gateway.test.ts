import { expect, test } from 'vitest'
import { trustGateway } from '../../../lambdas/auth/trust-gateway.ts'
import { userIdOf } from '../../../lambdas/auth/user-id.ts'
import { readGatewayEvent } from '../../../lambdas/gateway/read-gateway-event.ts'
import { createMemoryTokens } from '../../server/memory-tokens.ts'

const clock = { nowMs: () => Date.now() }
const tokens = createMemoryTokens(clock)
const authenticate = trustGateway(tokens, clock)

/** The event of an HTTP API whose authorizer let this token pass. */
function event(token: string, isVouchedFor: boolean) {
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  return {
    version: '2.0',
    routeKey: 'PUT /api/projects/{projectId}',
    headers: { Authorization: `Bearer ${token}` },
    pathParameters: { projectId: 'p1' },
    body: 'eA==',
    isBase64Encoded: true,
    requestContext: { requestId: 'r1', ...(isVouchedFor ? { authorizer: { jwt: { claims, scopes: null } } } : {}) },
  }
}

test('[AU1] without claims from the authorizer a call is refused, whatever its token', async () => {
  const request = readGatewayEvent(event(tokens.access('ada'), false))
  await expect(authenticate(request)).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('[AU2] an ID token that the authorizer let pass is refused, an access token is not', async () => {
  const idToken = readGatewayEvent(event(tokens.idToken('ada'), true))
  await expect(authenticate(idToken)).rejects.toMatchObject({ code: 'unauthenticated' })
  const access = readGatewayEvent(event(tokens.access('ada'), true))
  expect(await authenticate(access)).toEqual({ userId: userIdOf(tokens.issuer, 'ada') })
})

test('[IN1] an event of the HTTP API is read as a request: lower-case headers, bytes by the base64 flag alone', () => {
  const request = readGatewayEvent(event(tokens.access('ada'), true))
  expect(request).toMatchObject({
    requestId: 'r1',
    routeKey: 'PUT /api/projects/{projectId}',
    params: { projectId: 'p1' },
  })
  expect(request.headers.authorization).toMatch(/^Bearer /)
  expect(Buffer.from(request.body).toString()).toBe('x')
})
