import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Code } from 'aws-cdk-lib/aws-lambda'
import { bundledCode } from '../bundles/bundled-code.ts'
import type { TokenVerifier } from '../gateway/token-verifier.ts'

const root = join(import.meta.dirname, '../..')

/**
 * A function's code: where this is an installed package, what was bundled when it was packed; else a bundle of the source.
 *
 * @param entry the handler's file, from the repository's root
 * @param verifier of the tokens that come with requests; a function without routes meets none
 */
export function functionCode(entry: string, verifier: TokenVerifier = 'gateway'): Code {
  const packed = join(import.meta.dirname, packedFolder(entry, verifier))
  return existsSync(packed) ? Code.fromAsset(packed) : bundledCode(root, entry, verifier)
}

/** Where a packed function is, from the folder of this module. */
export function packedFolder(entry: string, verifier: TokenVerifier): string {
  return join(verifier, basename(entry, '.ts'))
}
