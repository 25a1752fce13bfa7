import {
  createHmac,
  createPublicKey,
  createSign,
  generateKeyPairSync,
  type JsonWebKeyInput,
  type KeyObject,
} from 'node:crypto'

type Attack = (token: string, publicKey: JsonWebKey) => string

/** Tokens that somebody without the issuer's key can make of a good one. */
export const attackedTokens: Readonly<Record<string, Attack>> = {
  'that says `alg: none` and has no signature': (token) => withHeader(token, { alg: 'none' }, ''),
  'that says `alg: None` and keeps its signature': (token) => withHeader(token, { alg: 'None' }),
  'that says `alg: none`, with a signature of anything': (token) => withHeader(token, { alg: 'none' }, 'AAAA'),
  'whose signature is left out': (token) => withHeader(token, {}, ''),
  'signed by HS256 with the public key as its secret (PEM)': (token, publicKey) => hmacOf(token, pemOf(publicKey)),
  'signed by HS256 with the public key as its secret (JWK)': (token, publicKey) =>
    hmacOf(token, JSON.stringify(publicKey)),
  'whose header brings its own key': (token) => signedByOwnKey(token, (jwk) => ({ jwk })),
  'whose header names where its key is': (token) =>
    signedByOwnKey(token, () => ({ jku: 'https://attacker.test/keys', x5u: 'https://attacker.test/keys' })),
  'without a kid': (token) => withHeader(token, { kid: undefined }),
  'whose subject was changed': (token) => withClaims(token, { sub: 'somebody-else' }),
  'whose expiry was put off': (token) => withClaims(token, { exp: 4_102_444_800 }),
  'in five parts, as if it were encrypted': (token) => `${token}.AAAA.AAAA`,
}

/** Tokens that name a key which the issuer does not show: it may have to be asked again before they are judged. */
export const tokensOfUnknownKeys: typeof attackedTokens = {
  'whose kid is an address': (token) => signedByOwnKey(token, () => ({ kid: 'https://attacker.test/keys' })),
  'whose kid is a path': (token) => signedByOwnKey(token, () => ({ kid: '../../../dev/null' })),
  'whose kid is the name of what every object inherits': (token) => signedByOwnKey(token, () => ({ kid: '__proto__' })),
}

type Json = Record<string, unknown>

const read = (part: string | undefined) => JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8')) as Json
const write = (value: Json) => Buffer.from(JSON.stringify(value)).toString('base64url')
const partsOf = (token: string) => token.split('.') as [string, string, string]

function withHeader(token: string, change: Json, otherSignature?: string): string {
  const [header, payload, signature] = partsOf(token)
  return `${write({ ...read(header), ...change })}.${payload}.${otherSignature ?? signature}`
}

function withClaims(token: string, change: Json): string {
  const [header, payload, signature] = partsOf(token)
  return `${header}.${write({ ...read(payload), ...change })}.${signature}`
}

function hmacOf(token: string, secret: string): string {
  const unsigned = withHeader(token, { alg: 'HS256' }, '').slice(0, -1)
  return `${unsigned}.${createHmac('sha256', secret).update(unsigned).digest('base64url')}`
}

function pemOf(publicKey: JsonWebKey): string {
  return createPublicKey({ key: { ...publicKey }, format: 'jwk' } as JsonWebKeyInput)
    .export({ type: 'spki', format: 'pem' })
    .toString()
}

function signedByOwnKey(token: string, header: (jwk: Json) => Json): string {
  const { publicKey, privateKey }: { publicKey: KeyObject; privateKey: KeyObject } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
  })
  const change = header({ ...publicKey.export({ format: 'jwk' }) })
  const unsigned = withHeader(token, change, '').slice(0, -1)
  return `${unsigned}.${createSign('RSA-SHA256').update(unsigned).sign(privateKey, 'base64url')}`
}
