import { posix } from 'node:path'

/**
 * Rewrites what the compiler leaves pointing at sources: the contract's alias, which a consumer does not have,
 * the client's folder, whose files are the package's own, the `.ts` endings of declarations, and the worker's address.
 *
 * @param path of the built file, from the package's `dist`, with forward slashes
 */
export function pointToBuiltFiles(path: string, text: string): string {
  const contract = posix.relative(posix.dirname(path), 'contract') || '.'
  const prefix = contract.startsWith('.') ? contract : `./${contract}`
  return text
    .replaceAll(/(['"])#contract\/([\w-]+)\.ts\1/g, `$1${prefix}/$2.js$1`)
    .replaceAll(/(['"](?:\.{1,2}\/)+)client-lib\//g, '$1')
    .replaceAll(/(['"])(\.{1,2}\/[\w./-]+)\.ts\1/g, '$1$2.js$1')
}
