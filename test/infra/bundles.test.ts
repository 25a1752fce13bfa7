import { globSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bundles, makeBundles, measureBundles } from '../../bench/backend/measure-bundles.ts'
import { errorsByClass, fewerErrors, literalKeys } from '../../infra/bundles/shake-schemas.ts'

let folder: string
let bundles: Record<'gateway' | 'function', Bundles>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelsync-bundles-'))
  bundles = {
    gateway: await makeBundles(join(folder, 'gateway'), 'gateway'),
    function: await makeBundles(join(folder, 'function'), 'function'),
  }
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('[IF5] both functions keep their size, whoever verifies tokens', async () => {
  for (const { value, most } of [
    ...(await measureBundles(bundles.gateway)),
    ...(await measureBundles(bundles.function)),
  ])
    expect(value).toBeLessThanOrEqual(most)
})

test('[IF5] the bundles hold the schemas of the operations they call, and of no others', async () => {
  const media = await readFile(bundles.gateway.media, 'utf8')
  for (const called of ['ListPartsRequest', 'CompleteMultipartUploadRequest']) expect(media).toContain(called)
  for (const other of ['PutBucketLifecycleConfigurationRequest', 'SelectObjectContentRequest', 'BackupInUseException'])
    expect(media).not.toContain(other)
})

test('[IF5] only keys that are constant strings are written out; all else stays as it is', () => {
  const source = 'const _e = "error";\nconst f = "x";\nexport var A = [3, _e, { [_e]: _c, [_unknown]: 1, [f]: 2 }];\n'
  expect(literalKeys(source)).toBe(source.replace('[_e]:', '"error":'))
})

test('[IF6] errors that the functions tell by their class stay registered with it', async () => {
  const registered = (name: string) => `n0_registry.registerError(${name}$, ${name});\n`
  const kept = [...errorsByClass].map(registered).join('')
  expect(fewerErrors(`${kept}${registered('BackupInUseException')}`)).toBe(`${kept}\n`)
  const schemas = await readFile('node_modules/@aws-sdk/client-dynamodb/dist-es/schemas/schemas_0.js', 'utf8')
  for (const name of errorsByClass) expect(schemas).toContain(registered(name))
  for (const path of globSync('lambdas/**/*.ts')) {
    const told = (await readFile(path, 'utf8')).matchAll(/instanceof (\w+Exception)\b/g)
    for (const [, name] of told) expect(errorsByClass, path).toContain(name)
  }
})

test('[IF6] our own functions keep their names in a bundle, for the stacks in the log', async () => {
  const projects = await readFile(bundles.gateway.projects, 'utf8')
  for (const name of ['logRequests', 'DynamoProjectStore', 'ApiFailure']) expect(projects).toContain(`"${name}"`)
  expect(projects).not.toContain('"AwsSdkSigV4Signer"')
})
