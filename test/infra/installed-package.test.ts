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

const app = (props: string) => `
import { App, Stack } from 'aws-cdk-lib'
import { CloudSync } from 'reelsync/cdk'

const stack = new Stack(new App(), 'Team')
export const sync = new CloudSync(stack, 'Sync', ${props})
`
const right = app("{ allowedOrigins: ['https://app.example.com'] }")

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
  const { exitCode, output } = await installed.synth(app("{ allowedOrigins: ['https://app.example.com/'] }"))
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
    const { exitCode, output } = await installed.compile(app(wrong))
    expect(exitCode).not.toBe(0)
    expect(output).toMatch(/app\.ts\(6,\d+\): error TS2/)
  }
})

/** The README's own lines, and what came of them. */
const example = async (tell: string) => {
  const readme = await readFile(join(import.meta.dirname, '../../README.md'), 'utf8')
  const [, lines = ''] = /```ts\n(import [^`]*'reelsync\/testing'[^`]*)```/.exec(readme) ?? []
  return `import { ApiFailure, readUsage } from 'reelsync'
${lines}
phone.line.fault('getUsage', { kind: 'problem', code: 'internal' })
const isOurs = await readUsage(phone.sync).catch((error: unknown) => error instanceof ApiFailure)
${tell}(JSON.stringify({ durability, document, isOurs }))
`
}
const told = { durability: 'in-the-cloud', document: '{}', isOurs: true }

test('[TK3] the README’s test of an app runs in Node, and its types take it', async () => {
  const lines = await example('console.log')
  expect(await installed.compile(lines)).toMatchObject({ exitCode: 0 })
  await writeFile(join(installed.folder, 'example.js'), lines.replace(': unknown', ''))
  const { exitCode, output } = await installed.run(process.execPath, ['example.js'])
  expect([exitCode, JSON.parse(output)]).toEqual([0, told])
})

test('[TK3] its types tell a fault that is none, and a code that the API has not', async () => {
  const lines = await example('void ')
  for (const wrong of ["{ kind: 'explode' }", "{ kind: 'problem', code: 'teapot' }", "{ kind: 'delay' }"]) {
    const { exitCode, output } = await installed.compile(lines.replace("{ kind: 'lose-reply' }", wrong))
    expect([exitCode === 0, output]).toEqual([false, expect.stringMatching(/app\.ts\(\d+,\d+\): error TS2/)])
  }
})

test('[TK3] it runs in a browser, with nothing of Node', async () => {
  expect(JSON.parse(await inChromium(installed.folder, await example('globalThis.told = ')))).toEqual(told)
})

/** Tells the first thing that the worker says, or that it failed. */
const workerAsked = `
import { createCloudSync } from 'reelsync'
const first = new Promise((resolve) => {
  globalThis.Worker = class extends Worker {
    constructor(...given) {
      super(...given)
      for (const kind of ['message', 'error']) this.addEventListener(kind, ({ data }) => resolve(data?.kind ?? kind))
    }
  }
})
const sync = createCloudSync({ apiUrl: location.origin, account: 'ada', getToken: async () => null })
await sync.assets.add('film', new File(['bytes'], 'clip.mp4'))
globalThis.told = await first
`

test.each([
  ['Vite', builtByVite],
  ['esbuild, which is told of it,', builtByEsbuild],
])('[PK7] the worker that hashes comes along where %s bundles an app, and starts', async (_, build) => {
  expect(await toldByPage(await build(installed.folder, workerAsked))).toBe('ready')
})

test('[PK7] an app without it hashes on the page’s own thread', async () => {
  expect(await inChromium(installed.folder, workerAsked)).toBe('error')
})

/** What the README's lines take from the app around them. */
const around = `
declare const user: { readonly sub: string }
declare const myStore: {
  ids(): Promise<string[]>
  read(id: string): Promise<ProjectEdit | undefined>
  write(edit: ProjectEdit): Promise<void>
  replaceIfEqual(edit: ProjectEdit, expected: ProjectEdit | undefined): Promise<boolean>
  removeIfEqual(id: string, expected: ProjectEdit): Promise<boolean>
}
declare const [id, assetId, versionId, assetIds, file, timeline]: [string, string, string, string[], File, object]
declare const video: MediaElement
declare function show(...told: readonly unknown[]): void
declare const [ask, warn, support]: readonly (typeof show)[]
`

test('[PK6] each of the README’s examples is taken by the types as it stands, whose own need neither DOM nor skipLibCheck', async () => {
  const readme = await readFile(join(import.meta.dirname, '../../README.md'), 'utf8')
  const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, lines = '']) => lines)
  expect(examples).toHaveLength(3)
  for (const lines of examples) {
    const taken = lines.includes('myStore') ? ['MediaElement, ProjectEdit', around] : ['ProjectEdit', '']
    const app = `import type { ${taken[0]} } from 'reelsync'\n${lines}${taken[1]}`
    const strict = ['--skipLibCheck', lines.includes('/testing') ? 'false' : 'true', '--exactOptionalPropertyTypes']
    expect(await installed.compile(app, [...strict, '--lib', 'es2023', '--types', 'node'])).toEqual({
      exitCode: 0,
      output: '',
    })
  }
})

const reactExample = async () => {
  const readme = await readFile(join(import.meta.dirname, '../../README.md'), 'utf8')
  return /```tsx\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
}

test('[PK6] the README’s components for React are taken by the types as they stand', async () => {
  const strict = ['--skipLibCheck', 'false', '--exactOptionalPropertyTypes', '--jsx', 'react-jsx']
  const { output } = await installed.compile(await reactExample(), [...strict, '--lib', 'es2023,dom'], 'app.tsx')
  expect(output).toBe('')
})

/** Tells what is shown of a save, and what locks are left of the syncs that StrictMode had made. */
const reactApp = `
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

const options = { apiUrl: location.origin, account: 'ada', getToken: async () => null }
const made = new Set<CloudSync>()
const shown = Promise.withResolvers<readonly [string, number]>()
function Page() {
  const sync = useSync()
  made.add(sync)
  const { durability } = useSyncStatus()
  const { length } = useConflicts()
  useEffect(() => {
    if (sync.status.get().projects.film?.durability === 'on-this-device') shown.resolve([durability, length])
  })
  useEffect(() => void sync.projects.save({ id: 'film', name: 'Film', document: '{}', assetIds: [] }).catch(() => {}), [sync])
  return <Clip projectId="film" assetId="clip" />
}
const root = createRoot(document.body.appendChild(document.createElement('div')))
root.render(<StrictMode><SyncProvider options={options}><Page /></SyncProvider></StrictMode>)
const [durability, questions] = await shown.promise
const locks = () => navigator.locks.query()
while ((await locks()).held?.length === 0);
root.unmount()
await Promise.all([...made].map((sync) => sync.close()))
const { held, pending } = await locks()
globalThis.told = JSON.stringify({ durability, questions, left: held.length + pending.length })
`

test('[PK6] the README’s components for React show the status under StrictMode, and leave nothing once unmounted', async () => {
  const told = JSON.parse(await inChromium(installed.folder, `${await reactExample()}${reactApp}`))
  expect(told).toEqual({ durability: 'on-this-device', questions: 0, left: 0 })
})
