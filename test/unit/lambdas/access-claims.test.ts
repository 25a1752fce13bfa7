import { describe, expect, test } from 'vitest'
import { callerOfClaims } from '../../../lambdas/auth/access-claims.ts'
import { userIdOf } from '../../../lambdas/auth/user-id.ts'

const expected = { issuer: 'https://issuer.test', audience: 'client' }
const nowMs = 1_000_000
const cognito = { iss: 'https://issuer.test', sub: 'ada', token_use: 'access', client_id: 'client', exp: 1001 }
const generic = { iss: 'https://issuer.test', sub: 'ada', aud: ['other', 'client'], scope: 'openid', exp: 1001 }
const codeOf = (claims: unknown, type?: string) => {
  try {
    callerOfClaims(claims, type, expected, nowMs)
    return 'passed'
  } catch (error) {
    return (error as { code?: string }).code
  }
}

test('[ID2] a user is named by issuer and subject: equal subjects of two issuers are two users', () => {
  expect(userIdOf('https://a.test', 'ada')).not.toBe(userIdOf('https://b.test', 'ada'))
  expect(callerOfClaims(cognito, 'JWT', expected, nowMs).userId).toBe(userIdOf('https://issuer.test', 'ada'))
  expect(userIdOf('https://a.test', '../x#y')).toMatch(/^[A-Za-z0-9_-]{43}$/)
})

describe('[AU2] claims that pass', () => {
  test.each([
    ['of Cognito', cognito, undefined],
    ['as the HTTP API hands them on, numbers as strings', { ...cognito, exp: '1001' }, undefined],
    ['of an issuer that says at+jwt', { ...generic, scope: undefined }, 'at+jwt'],
    ['with a scope and a list of audiences', generic, 'JWT'],
    ['with audiences as the HTTP API writes lists', { ...generic, aud: '[other client]' }, 'JWT'],
  ])('%s', (_, claims, type) => expect(codeOf(claims, type)).toBe('passed'))
})

describe('[AU2] claims that do not', () => {
  test.each([
    ['an ID token of Cognito', { ...cognito, token_use: 'id', aud: 'client' }, undefined, 'unauthenticated'],
    ['an ID token of another issuer, by its nonce', { ...generic, nonce: 'n' }, 'JWT', 'unauthenticated'],
    ['a token that says nothing of what it is', { ...generic, scope: undefined }, 'JWT', 'unauthenticated'],
    ['another client', { ...cognito, client_id: 'other' }, undefined, 'unauthenticated'],
    ['the right client, but another audience', { ...cognito, aud: 'other' }, undefined, 'unauthenticated'],
    ['no client at all', { ...cognito, client_id: undefined }, undefined, 'unauthenticated'],
    ['another issuer', { ...cognito, iss: 'https://elsewhere.test' }, undefined, 'unauthenticated'],
    ['no subject', { ...cognito, sub: '' }, undefined, 'unauthenticated'],
    ['no expiry', { ...cognito, exp: undefined }, undefined, 'unauthenticated'],
    ['expired this very second', { ...cognito, exp: 1000 }, undefined, 'token-expired'],
    ['no claims', undefined, undefined, 'unauthenticated'],
  ])('%s', (_, claims, type, code) => expect(codeOf(claims, type)).toBe(code))
})
