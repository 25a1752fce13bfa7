import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'

const constant = /^const (_\w+) = ("[^"\\]*");$/gm
const key = /\[(_\w+)\]:/g
const registration = /^n0_registry\.registerError\(\w+\$, (\w+)\);$/gm

/**
 * The errors of DynamoDB that the functions tell by their class.
 * The SDK makes of any other its base error, with the name that the service gave it.
 */
export const errorsByClass: ReadonlySet<string> = new Set([
  'ConditionalCheckFailedException',
  'TransactionCanceledException',
  'TransactionConflictException',
])

/**
 * Lets esbuild leave out the schemas of operations that no function calls: two thirds of the S3 client's.
 * The SDK writes their keys as `[_e]:`, which esbuild cannot know to be free of effects; here they become the strings they are.
 */
export const shakeSchemas: Plugin = {
  name: 'shake-schemas',
  setup: ({ onLoad }) => {
    onLoad({ filter: /@aws-sdk[\\/]client-[\w-]+[\\/]dist-es[\\/]schemas[\\/]\w+\.js$/ }, async ({ path }) => {
      const source = literalKeys(await readFile(path, 'utf8'))
      return { contents: path.includes('client-dynamodb') ? fewerErrors(source) : source, loader: 'js' }
    })
  },
}

/** The same module, with each key that is a constant string written out. */
export function literalKeys(source: string): string {
  const strings = new Map([...source.matchAll(constant)].map(([, name, text]) => [name, text]))
  return source.replace(key, (whole, name: string) => (strings.has(name) ? `${strings.get(name)}:` : whole))
}

/** The same module, registering no error but those of `errorsByClass`. */
export function fewerErrors(source: string): string {
  return source.replace(registration, (whole, name: string) => (errorsByClass.has(name) ? whole : ''))
}
