import { join } from 'node:path'
import type { BuildOptions } from 'esbuild'
import type { TokenVerifier } from '../gateway/token-verifier.ts'
import { ownNames } from './own-names.ts'
import { replaceModules } from './replace-modules.ts'
import { sdkVersions } from './sdk-versions.ts'
import { shakeSchemas } from './shake-schemas.ts'
import { type StandIn, sdkStandIns, tokenVerificationStandIn } from './stand-ins.ts'

/**
 * One ES module a function, with the SDK inside: the version that was tested is the one that runs.
 *
 * @param entry the handler's file
 * @param outputFolder gets `index.mjs`
 */
export function bundleOptions(
  entry: string,
  outputFolder: string,
  verifier: TokenVerifier,
): BuildOptions & { readonly metafile: true } {
  const standIns: readonly StandIn[] = [...sdkStandIns, ...(verifier === 'gateway' ? [tokenVerificationStandIn] : [])]
  return {
    entryPoints: [entry],
    outfile: join(outputFolder, 'index.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    metafile: true,
    logLevel: 'warning',
    plugins: [replaceModules(standIns), shakeSchemas, sdkVersions, ownNames],
    // Some dependencies are CommonJS and call `require`.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  }
}
