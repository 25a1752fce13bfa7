import { readFile } from 'node:fs/promises'
import type { Plugin } from 'esbuild'
import * as v from 'valibot'

const Manifest = v.pipe(v.string(), v.parseJson(), v.object({ version: v.string() }))

/** Of each SDK client's `package.json` its version alone, which is all that the client reads of it. */
export const sdkVersions: Plugin = {
  name: 'sdk-versions',
  setup: ({ onLoad }) =>
    onLoad({ filter: /@aws-sdk[\\/]client-[\w-]+[\\/]package\.json$/ }, async ({ path }) => {
      const { version } = v.parse(Manifest, await readFile(path, 'utf8'))
      return { contents: JSON.stringify({ version }), loader: 'json' }
    }),
}
