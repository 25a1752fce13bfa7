import { OAuth2Issuer } from 'oauth2-mock-server'
import type { IssuerKeys } from '../../dev/accounts/local-issuer.ts'
import type { HttpTarget } from '../suites/http-target.ts'

const hourSeconds = 3600

/** Every kind of token, right and wrong, of an issuer whose key we hold. */
export function issuerTokens({ issuer, audience, privateKey }: IssuerKeys): Required<HttpTarget['tokens']> {
  const own = issuerWith(issuer, privateKey)
  const foreign = issuerWith('https://issuer.example.com', privateKey)
  const forger = issuerWith(issuer)
  const mint = async (from: Promise<OAuth2Issuer>, sub: string, claims: object, otherHeader: object = {}) =>
    (await from).buildToken({
      scopesOrTransform: (header, payload) => {
        Object.assign(header, { kid: String(privateKey.kid), ...otherHeader })
        Object.assign(payload, { sub, aud: audience, scope: 'projects', ...claims })
      },
    })
  return {
    access: (user) => mint(own, user, {}),
    expired: (user) => mint(own, user, { exp: Math.floor(Date.now() / 1000) - hourSeconds }),
    foreignIssuer: (user) => mint(foreign, user, {}),
    otherClient: (user) => mint(own, user, { aud: 'another-app' }),
    severalAudiences: (user) => mint(own, user, { aud: ['another-app', audience] }),
    idToken: (user) => mint(own, user, { scope: undefined, nonce: 'n', token_use: 'id' }),
    forged: (user) => mint(forger, user, {}),
    signed: (user, { claims = {}, header = {} }) => mint(own, user, claims, header),
    publicKey: async () => publicHalf(privateKey),
  }
}

function publicHalf({ kty, n, e, kid }: Record<string, unknown>): JsonWebKey {
  return { kty, n, e, kid } as JsonWebKey
}

/** An issuer of this name; with a key of its own where none is given. */
async function issuerWith(url: string, privateKey?: Record<string, unknown>): Promise<OAuth2Issuer> {
  const issuer = new OAuth2Issuer()
  issuer.url = url
  if (privateKey === undefined) await issuer.keys.generate('RS256')
  else await issuer.keys.add(privateKey)
  return issuer
}
