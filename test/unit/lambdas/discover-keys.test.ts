import { expect, test } from 'vitest'
import { userIdOf } from '../../../lambdas/auth/user-id.ts'
import { verifyToken } from '../../../lambdas/auth/verify-token.ts'
import type { ApiRequest } from '../../../lambdas/gateway/api-request.ts'
import { createMemoryTokens } from '../../server/memory-tokens.ts'

const clock = { nowMs: () => Date.now() }
const tokens = createMemoryTokens(clock)
const { audience } = tokens

function requestOf(user: string, issuer: string): ApiRequest {
  const token = tokens.signed(user, { claims: { iss: issuer } })
  const headers = { authorization: `Bearer ${token}` }
  return {
    ...{ requestId: 'r1', routeKey: 'GET /api/projects', headers },
    params: {},
    query: {},
    body: new Uint8Array(),
  }
}

/** An issuer that answers at these addresses alone. */
function issuerWith(pages: Readonly<Record<string, () => Promise<ArrayBuffer>>>) {
  const asked: string[] = []
  const fetchKeys = async (uri: string) => {
    asked.push(uri)
    const page = pages[uri]
    if (page === undefined) throw new Error(`nothing is at ${uri}`)
    return await page()
  }
  return { asked, fetchKeys }
}

const json = (value: unknown) => async () => new TextEncoder().encode(JSON.stringify(value)).buffer as ArrayBuffer

test.each([
  ['https://login.example.com', 'https://login.example.com/.well-known/openid-configuration'],
  ['https://login.example.com/', 'https://login.example.com/.well-known/openid-configuration'],
  ['https://id.example.com/realms/film', 'https://id.example.com/realms/film/.well-known/openid-configuration'],
])('[AU4] a function finds the keys of %s where its configuration says they are', async (issuer, configuration) => {
  const keysUri = 'https://keys.example.com/protocol/certs'
  const { asked, fetchKeys } = issuerWith({
    [configuration]: json({ issuer, jwks_uri: keysUri }),
    [keysUri]: tokens.keys,
  })
  const authenticate = verifyToken({ issuer, audience }, clock, fetchKeys)
  expect(await authenticate(requestOf('ada', issuer))).toEqual({ userId: userIdOf(issuer, 'ada') })
  await authenticate(requestOf('ben', issuer))
  expect(asked).toEqual([configuration, keysUri])
})

test('[AU4] keys that the stage names are read there, and nothing is asked besides', async () => {
  const { asked, fetchKeys } = issuerWith({ [tokens.jwksUri]: tokens.keys })
  await verifyToken(tokens, clock, fetchKeys)(requestOf('ada', tokens.issuer))
  expect(asked).toEqual([tokens.jwksUri])
})

test.each([
  ['names no key set', { issuer: 'https://login.example.com' }],
  ['names one of plain http', { jwks_uri: 'http://keys.example.com/certs' }],
  ['names no address', { jwks_uri: 'certs' }],
])('[AU4] of a configuration that %s no key is taken', async (_what, configuration) => {
  const issuer = 'https://login.example.com'
  const { fetchKeys } = issuerWith({
    [`${issuer}/.well-known/openid-configuration`]: json(configuration),
    'http://keys.example.com/certs': tokens.keys,
  })
  const authenticate = verifyToken({ issuer, audience }, clock, fetchKeys)
  await expect(authenticate(requestOf('ada', issuer))).rejects.toMatchObject({ code: 'unavailable' })
})

test('[AU1] an issuer that answers a page in place of its keys is not taken for a wrong token', async () => {
  const page = async () => new TextEncoder().encode('<!doctype html>').buffer as ArrayBuffer
  const authenticate = verifyToken(tokens, clock, issuerWith({ [tokens.jwksUri]: page }).fetchKeys)
  await expect(authenticate(requestOf('ada', tokens.issuer))).rejects.toMatchObject({ code: 'unavailable' })
})
