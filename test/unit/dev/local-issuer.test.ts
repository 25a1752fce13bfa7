import { expect, test } from 'vitest'
import { startLocalIssuer } from '../../../dev/accounts/local-issuer.ts'

const name = 'http://localhost/reelsync-dev'
const machine = { bind: '127.0.0.1', host: '127.0.0.1' }

async function claimsOf(url: string, username: string): Promise<Record<string, unknown>> {
  const body = new URLSearchParams({ grant_type: 'password', username, scope: 'projects' })
  const reply = await (await fetch(`${url}/token`, { method: 'POST', body })).json()
  return JSON.parse(Buffer.from(reply.access_token.split('.')[1], 'base64url').toString())
}

test('[DV4] an account of the local issuer is the same on another port, and its tokens are for our API', async () => {
  const accounts = []
  for (const user of ['ana@example.com', 'ana@example.com', 'ben@example.com']) {
    const issuer = await startLocalIssuer({ machine, audience: 'reelsync-dev', name })
    const { iss, sub, aud, scope } = await claimsOf(issuer.url, user)
    accounts.push({ iss, sub })
    expect([aud, scope]).toEqual(['reelsync-dev', 'projects'])
    expect(issuer.trust).toEqual({ issuer: name, audience: 'reelsync-dev', jwksUri: `${issuer.url}/jwks` })
    await issuer.close()
  }
  const [first, again, other] = accounts
  expect(first).toEqual({ iss: name, sub: 'ana@example.com' })
  expect(again).toEqual(first)
  expect(other).not.toEqual(first)
})
