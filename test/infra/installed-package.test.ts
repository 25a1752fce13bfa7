import { access, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Template } from 'aws-cdk-lib/assertions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEnvironment } from '../../bench/backend/start-environment.ts'
import { writeEvent } from '../../bench/backend/write-event.ts'
import { stageNamed } from '../../infra/stages.ts'
import { askBundle } from './ask-bundle.ts'
import { builtByEsbuild, builtByVite } from './bundled-by-apps.ts'
import { inChromium, toldByPage } from './in-chromium.ts'
import { InstalledPackage } from './installed-package.ts'
import { appExample, aroundExamples, reactApp, reactExample, typedExamples } from './readme-examples.ts'
import { stackApp, workerAsked } from './team-apps.ts'

const right = stackApp("{ allowedOrigins: ['https://app.example.com'] }")

/** Building, packing and unpacking, on a machine that may be busy. */
const installedWithinMs = 300_000
let installed: InstalledPackage
beforeAll(async () => {
  installed = await InstalledPackage.install()
}, installedWithinMs)
afterAll(() => installed?.remove())

test('[CK3] an app of a few lines synthesises in an empty folder, with the functions that were packed', async () => {
  const { exitCode, output } = await installed.synth(right)
  expect([exitCode, output]).toEqual([0, expect.any(String)])
  const template = Template.fromString(await readFile(join(installed.folder, 'out/Team.template.json'), 'utf8'))
  template.resourceCountIs('AWS::DynamoDB::GlobalTable', 6)
  template.resourceCountIs('AWS::S3::Bucket', 1)
  template.resourceCountIs('AWS::ApiGatewayV2::Api', 1)
  const functions = Object.entries(template.findResources('AWS::Lambda::Function'))
  const stranger = { ...writeEvent('{}'), requestContext: { requestId: 'request' } }
  const answered = []
  for (const [id, { Metadata }] of functions) {
    const bundle = join(installed.folder, 'out', Metadata['aws:asset:path'], 'index.mjs')
    await access(bundle)
    const name = /^SyncApi(Projects|Media)Function/.exec(id)?.[1]
    if (name === undefined) continue
    answered.push(name)
    expect(await askBundle(bundle, stranger, startEnvironment(stageNamed('prod')))).toMatchObject({
      statusCode: 401,
      body: { code: 'unauthenticated' },
    })
  }
  expect(answered.sort()).toEqual(['Media', 'Projects'])
})

test('[CK3] whose code the functions hold is told, with its terms', async () => {
  const path = join(installed.folder, 'node_modules/reelsync/dist/cdk/functions/THIRD-PARTY-LICENCES.txt')
  const licences = await readFile(path, 'utf8')
  for (const name of ['@aws-sdk/client-s3', '@middy/core', 'valibot'])
    expect(licences).toMatch(new RegExp(`^${name} \\d`, 'm'))
  expect(licences).toContain('Apache License')
  expect(licences).not.toContain('see below')
})

test('[CK3, CK2] a value that cannot be ends its synth with what to write instead', async () => {
  const { exitCode, output } = await installed.synth(stackApp("{ allowedOrigins: ['https://app.example.com/'] }"))
  expect(exitCode).not.toBe(0)
  expect(output).toMatch(/RangeError: The origin.*write https:\/\/app\.example\.com\./)
})

test('[CK3] its types take right props and tell wrong ones', async () => {
  expect(await installed.compile(`${right}\nexport const url: string = sync.clientConfig.apiUrl`)).toMatchObject({
    exitCode: 0,
  })
  for (const wrong of [
    '{}',
    "{ allowedOrigins: ['*'], accounts: { kind: 'nobody' } }",
    "{ allowedOrigins: ['*'], limit: 1 }",
  ]) {
    const { exitCode, output } = await installed.compile(stackApp(wrong))
    expect(exitCode).not.toBe(0)
    expect(output).toMatch(/app\.ts\(6,\d+\): error TS2/)
  }
})

/** What comes of the README's test. */
const told = { durability: 'in-the-cloud', document: '{}', isOurs: true }

test('[TK3] the README’s test of an app runs in Node, and its types take it', async () => {
  const lines = await appExample('console.log')
  expect(await installed.compile(lines)).toMatchObject({ exitCode: 0 })
  await writeFile(join(installed.folder, 'example.js'), lines.replace(': unknown', ''))
  const { exitCode, output } = await installed.run(process.execPath, ['example.js'])
  expect([exitCode, JSON.parse(output)]).toEqual([0, told])
})

test('[TK3] its types tell a fault that is none, and a code that the API has not', async () => {
  const lines = await appExample('void ')
  for (const wrong of ["{ kind: 'explode' }", "{ kind: 'problem', code: 'teapot' }", "{ kind: 'delay' }"]) {
    const { exitCode, output } = await installed.compile(lines.replace("{ kind: 'lose-reply' }", wrong))
    expect([exitCode === 0, output]).toEqual([false, expect.stringMatching(/app\.ts\(\d+,\d+\): error TS2/)])
  }
})

test('[TK3] it runs in a browser, with nothing of Node', async () => {
  expect(JSON.parse(await inChromium(installed.folder, await appExample('globalThis.told = ')))).toEqual(told)
})

test.each([
  ['Vite', builtByVite],
  ['esbuild, which is told of it,', builtByEsbuild],
])('[PK7] the worker that hashes comes along where %s bundles an app, and starts', async (_, build) => {
  expect(await toldByPage(await build(installed.folder, workerAsked))).toBe('ready')
})

test('[PK7] an app without it hashes on the page’s own thread', async () => {
  expect(await inChromium(installed.folder, workerAsked)).toBe('error')
})

test('[PK6] each of the README’s examples is taken by the types as it stands, whose own need neither DOM nor skipLibCheck', async () => {
  const examples = await typedExamples()
  expect(examples).toHaveLength(3)
  for (const lines of examples) {
    const taken = lines.includes('myStore') ? ['MediaElement, ProjectEdit', aroundExamples] : ['ProjectEdit', '']
    const app = `import type { ${taken[0]} } from 'reelsync'\n${lines}${taken[1]}`
    const strict = ['--skipLibCheck', lines.includes('/testing') ? 'false' : 'true', '--exactOptionalPropertyTypes']
    expect(await installed.compile(app, [...strict, '--lib', 'es2023', '--types', 'node'])).toEqual({
      exitCode: 0,
      output: '',
    })
  }
})

test('[PK6] the README’s components for React are taken by the types as they stand', async () => {
  const strict = ['--skipLibCheck', 'false', '--exactOptionalPropertyTypes', '--jsx', 'react-jsx']
  const { output } = await installed.compile(await reactExample(), [...strict, '--lib', 'es2023,dom'], 'app.tsx')
  expect(output).toBe('')
})

test('[PK6] the README’s components for React show the status under StrictMode, and leave nothing once unmounted', async () => {
  const told = JSON.parse(await inChromium(installed.folder, `${await reactExample()}${reactApp}`))
  expect(told).toEqual({ durability: 'on-this-device', questions: 0, left: 0 })
})
