import type { AccountLimits } from '../../lambdas/accounts/account-limits.ts'

export interface TokenChange {
  readonly header?: Readonly<Record<string, unknown>>
  readonly claims?: Readonly<Record<string, unknown>>
}

/** A deployed API, of whatever cloud, as the HTTP contract suite reaches it. */
export interface HttpTarget {
  readonly name: string
  /** Without a trailing slash and without `/api`. */
  readonly apiUrl: string
  /** Reaches the API and the presigned addresses. */
  readonly fetch: typeof fetch
  /** Tokens for users of any name; those that a target cannot make are left out, and their tests with them. */
  readonly tokens: {
    access(user: string): Promise<string>
    readonly expired?: (user: string) => Promise<string>
    readonly foreignIssuer?: (user: string) => Promise<string>
    readonly otherClient?: (user: string) => Promise<string>
    readonly idToken?: (user: string) => Promise<string>
    readonly forged?: (user: string) => Promise<string>
    /** Meant for other apps and for ours. */
    readonly severalAudiences?: (user: string) => Promise<string>
    /** Signed by the issuer's own key, whatever its header and claims say. */
    readonly signed?: (user: string, change: TokenChange) => Promise<string>
    /** The key that everybody may know. */
    readonly publicKey?: () => Promise<JsonWebKey>
  }
  /** What it gives its users; as much as they like where it is left out. */
  readonly limits?: AccountLimits
  /** Its store gives copied parts no checksum, or keeps none of an object's parts: all of an asset is sent, base or none. */
  readonly copiesNoParts?: boolean
  /** Its gateway unpacks a body that says it is gzip, before the function sees it. */
  readonly unpacksBodies?: boolean
  /** The HTTP API's own authorizer refuses bad tokens before the function: with 401, and no problem document. */
  readonly gatewayRefusesTokens?: boolean
  /** Reached over a socket: an address can be sent as no URL parser would write it. */
  readonly isOnTheWire?: boolean
}
