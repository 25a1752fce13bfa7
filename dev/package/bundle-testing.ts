import { writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { thirdPartyLicences } from './third-party-licences.ts'

const root = join(import.meta.dirname, '../..')
const client = join(root, 'client-lib')

const standIns = join(root, 'testing/stand-ins')

/** The client's own modules stay where they are built: the entry shares its classes with the package's first one. */
const clientBeside: Plugin = {
  name: 'client-beside',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^#contract\// }, ({ path }) =>
      beside(join(client, 'contract', path.slice('#contract/'.length))),
    )
    onResolve({ filter: /\/client-lib\// }, ({ path, resolveDir }) => beside(join(resolveDir, path)))
  },
}

/**
 * Bundles the entry for apps' own tests: the functions' code and the cloud in memory, beside the built client.
 *
 * @param folder of the built entry, beside the client's modules
 */
export async function bundleTesting(folder: string): Promise<void> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['testing/index.ts'],
    outfile: join(folder, 'index.js'),
    bundle: true,
    format: 'esm',
    target: 'es2023',
    // A page has none of what Node has, and a test is to be the same in both.
    alias: Object.fromEntries(
      ['crypto', 'http', 'timers', 'zlib'].map((name) => [`node:${name}`, join(standIns, `node-${name}.ts`)]),
    ),
    inject: [join(standIns, 'buffer.ts')],
    external: ['valibot', 'idb'],
    plugins: [clientBeside],
    metafile: true,
    logLevel: 'warning',
  })
  writeFileSync(join(folder, 'THIRD-PARTY-LICENCES.txt'), thirdPartyLicences(root, Object.keys(metafile.inputs)))
}

function beside(path: string) {
  const built = relative(client, path).split(sep).join('/').replace(/\.ts$/, '.js')
  return { path: `../${built}`, external: true }
}
