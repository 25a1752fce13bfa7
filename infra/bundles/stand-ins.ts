import { join } from 'node:path'

/** A module that a bundle holds in place of another. */
export interface StandIn {
  /** What is imported, as it is written. */
  readonly specifier: RegExp
  /** The file that takes its place, and says why. */
  readonly path: string
}

const file = (name: string) => join(import.meta.dirname, 'stand-ins', name)

/** Parts of the SDK that no function comes to. */
export const sdkStandIns: readonly StandIn[] = [
  { specifier: /^@aws-sdk\/credential-provider-node$/, path: file('environment-credentials.ts') },
  { specifier: /^@aws-sdk\/middleware-endpoint-discovery$/, path: file('no-endpoint-discovery.ts') },
  { specifier: /^@smithy\/core\/event-streams$/, path: file('no-event-streams.ts') },
  { specifier: /^\.\/Sha256Js$/, path: file('no-script-hash.ts') },
]

/** For functions behind a gateway that verifies tokens. */
export const tokenVerificationStandIn: StandIn = {
  specifier: /^\.\/verify-token\.ts$/,
  path: file('no-token-verification.ts'),
}
