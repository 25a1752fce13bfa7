import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { AssetHashType, DockerImage } from 'aws-cdk-lib'
import { Code } from 'aws-cdk-lib/aws-lambda'
import type { TokenVerifier } from '../gateway/token-verifier.ts'
import { packedFolder } from './packed-folder.ts'

const bundleFunction = join(import.meta.dirname, 'bundle-function.ts')

/**
 * A function's bundle, made where a synth needs it and left out where it does not; in the published package, which has
 * no source, the one that was made when it was packed.
 *
 * @param root the repository's root
 * @param entry the handler's file, from that root
 * @param verifier of the tokens that come with requests; a function without routes meets none
 */
export function bundledCode(root: string, entry: string, verifier: TokenVerifier = 'gateway'): Code {
  const packed = join(import.meta.dirname, '..', packedFolder(entry, verifier))
  if (existsSync(packed)) return Code.fromAsset(packed)
  return Code.fromAsset(root, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // The CDK takes two assets of one folder for one, unless something that it can compare differs.
      command: [entry, verifier],
      image: DockerImage.fromRegistry('never-pulled'),
      local: {
        tryBundle: (outputFolder) => {
          const args = [bundleFunction, join(root, entry), outputFolder, verifier]
          execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
          return true
        },
      },
    },
  })
}
