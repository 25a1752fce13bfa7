import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

async function bundleOf(names: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { ${names} } from './client-lib/index.ts'`,
      resolveDir: fileURLToPath(new URL('../../..', import.meta.url)),
    },
    ...{ bundle: true, format: 'esm', write: false, logLevel: 'silent' },
  })
  return outputFiles[0]?.text ?? ''
}

test('[UP25] an app that limits no rate does not carry the policy that does', async () => {
  expect(await bundleOf('createCloudSync')).not.toContain('function limitUploadRate')
  expect(await bundleOf('createCloudSync, limitUploadRate')).toContain('function limitUploadRate')
})
