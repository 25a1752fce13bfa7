import { globSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { bundleOptions } from '../../infra/bundles/bundle-options.ts'
import { packedFolder } from '../../infra/bundles/packed-folder.ts'
import { thirdPartyLicences } from './third-party-licences.ts'

const root = join(import.meta.dirname, '../..')

/**
 * Bundles every function for both gateways, so that an app that installs the package needs no source and no bundler.
 *
 * @param folder of the built constructs
 */
export async function packFunctions(folder: string): Promise<void> {
  const inputs: string[] = []
  for (const verifier of ['gateway', 'function'] as const) {
    for (const entry of globSync('lambdas/*.ts', { cwd: root })) {
      const options = bundleOptions(join(root, entry), join(folder, packedFolder(entry, verifier)), verifier)
      const { metafile } = await build({ ...options, absWorkingDir: root })
      inputs.push(...Object.keys(metafile.inputs))
    }
  }
  writeFileSync(join(folder, 'functions/THIRD-PARTY-LICENCES.txt'), thirdPartyLicences(root, inputs))
}
