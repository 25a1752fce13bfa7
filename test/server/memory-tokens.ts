import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { Clock } from '../../lambdas/clock/clock.ts'

/** The tokens that tests of the API's doors ask for; each is a signed JWT. */
export interface MemoryTokens {
  readonly issuer: string
  readonly audience: string
  readonly jwksUri: string
  access(user: string): string
  expired(user: string): string
  /** Of an issuer the API does not trust. */
  foreignIssuer(user: string): string
  /** Meant for another client. */
  otherClient(user: string): string
  idToken(user: string): string
  /** Right in every claim, signed by another key. */
  forged(user: string): string
  /** Signed by the issuer's key, with other header and claims. */
  signed(user: string, change: { readonly header?: object; readonly claims?: object }): string
  publicKey(): JsonWebKey
  /** The issuer's key set, as bytes. */
  keys(): Promise<ArrayBuffer>
}

const issuer = 'https://issuer.memory.test'
const audience = 'memory-client'
const kid = 'memory-key'
const hourSeconds = 3600
// Making a pair takes a good part of a second; every server of one process may share it.
const pairs = { own: once(makePair), other: once(makePair) }

export function createMemoryTokens(clock: Clock): MemoryTokens {
  // A hand-driven clock may be far from the machine's: a live token is live on both, an expired one on neither.
  const live = () => Math.floor(Math.max(clock.nowMs(), Date.now()) / 1000) + hourSeconds
  const past = () => Math.max(1, Math.floor(Math.min(clock.nowMs(), Date.now()) / 1000) - hourSeconds)
  const claims = (user: string) => ({ iss: issuer, sub: user, client_id: audience, token_use: 'access', exp: live() })
  const own = (payload: object) => sign(payload, pairs.own().privateKey)
  return {
    issuer,
    audience,
    jwksUri: `${issuer}/keys`,
    access: (user) => own(claims(user)),
    expired: (user) => own({ ...claims(user), exp: past() }),
    foreignIssuer: (user) => own({ ...claims(user), iss: 'https://elsewhere.test' }),
    otherClient: (user) => own({ ...claims(user), client_id: 'another-client' }),
    idToken: (user) => own({ iss: issuer, sub: user, aud: audience, token_use: 'id', exp: live() }),
    forged: (user) => sign(claims(user), pairs.other().privateKey),
    signed: (user, { header, claims: changed }) =>
      sign({ ...claims(user), ...changed }, pairs.own().privateKey, { ...header }),
    publicKey: () => jwkOf(pairs.own().publicKey),
    keys: async () => keySet(pairs.own().publicKey),
  }
}

function jwkOf(publicKey: KeyObject) {
  return { ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' }
}

function keySet(publicKey: KeyObject): ArrayBuffer {
  return new TextEncoder().encode(JSON.stringify({ keys: [jwkOf(publicKey)] })).buffer as ArrayBuffer
}

function sign(payload: object, key: KeyObject, header: object = {}): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ alg: 'RS256', typ: 'JWT', kid, ...header })}.${part(payload)}`
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key, 'base64url')}`
}

function makePair() {
  return generateKeyPairSync('rsa', { modulusLength: 2048 })
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
