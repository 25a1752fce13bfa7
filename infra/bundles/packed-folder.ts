import { basename, join } from 'node:path'
import type { TokenVerifier } from '../gateway/token-verifier.ts'

/** Where the published package keeps a function's bundle, from the folder of its constructs. */
export function packedFolder(entry: string, verifier: TokenVerifier): string {
  return join('functions', verifier, basename(entry, '.ts'))
}
