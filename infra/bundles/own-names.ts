import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Plugin, transform } from 'esbuild'

/** What esbuild writes at a module's head to name its functions; in a bundle one will do. */
const helper =
  'var __defProp = Object.defineProperty;\nvar __name = (target, value) => __defProp(target, "name", { value, configurable: true });\n'

/**
 * Keeps the names of our own functions, for a stack in the log says nothing else.
 * The libraries' go: they are 20 KB, and an error of the SDK's carries its name as a value.
 */
export const ownNames: Plugin = {
  name: 'own-names',
  setup: ({ onLoad, initialOptions }) => {
    initialOptions.inject = [...(initialOptions.inject ?? []), join(import.meta.dirname, 'name-function.ts')]
    onLoad({ filter: /[\\/](lambdas|contract)[\\/].*\.ts$/ }, async ({ path }) => ({
      contents: await withNames(await readFile(path, 'utf8')),
      loader: 'js',
    }))
  },
}

/** @param source a module in TypeScript */
async function withNames(source: string): Promise<string> {
  const { code } = await transform(source, { loader: 'ts', target: 'node24', format: 'esm', keepNames: true })
  if (code.includes('__name(') && !code.startsWith(helper))
    throw new Error('esbuild names functions in another way now.')
  return code.replace(helper, '')
}
