import { mkdtemp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { BrowserDevice } from '../../dev/browser/browser-device.ts'
import type { UserDevice } from '../../dev/browser/user-device.ts'
import { mediaItem, untilMedia } from '../../dev/demo/person/media.ts'
import { playThrough } from '../../dev/demo/person/play-through.ts'
import { signIn } from '../../dev/demo/person/sign-in.ts'
import { writeDeployment } from '../../dev/deployment.ts'
import { startEditor } from '../../dev/editor/start-editor.ts'
import { freePort } from '../../dev/processes/free-port.ts'
import { runCommand } from '../../dev/processes/run-command.ts'
import { createMemoryServer } from '../server/memory-server.ts'
import { serveMemoryServer } from '../server/serve-memory-server.ts'
import { serveModules } from './module-server.ts'
import { projectWithFilm } from './project-with-film.ts'
import { patienceMs, Stage } from './stage.ts'
import { writeTone } from './tone-file.ts'

const root = join(import.meta.dirname, '../..')
const never = new AbortController().signal
const stages: Stage[] = []
afterAll(() => Promise.all(stages.map((stage) => stage.close())))

/** The example as `vite build` leaves it, served by `vite preview`. */
async function builtEditor(): Promise<string> {
  const folder = inject('e2eFolder')
  const deploymentFile = join(folder, 'built-deployment.json')
  await writeDeployment(deploymentFile, inject('e2eDeployment'))
  const built = join(folder, 'built-example')
  const args = [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--config', 'example/vite.config.ts']
  const env = { ...process.env, REELSYNC_DEPLOYMENT: deploymentFile, NODE_ENV: 'production' }
  const command = { command: process.execPath, args: [...args, '--outDir', built], cwd: root, env }
  const { exitCode, output } = await runCommand(command, never)
  if (exitCode !== 0) throw new Error(output)
  const editor = await startEditor({ deploymentFile, port: await freePort(), signal: never, built })
  onTestFinished(() => editor.close())
  return editor.url
}

declare global {
  /** What the policy has refused on this page, by directive. */
  var refused: string[] | undefined
}

/** A signed-in device whose page notes from its start what its policy refuses. */
async function watchedDevice(stage: Stage, name: string): Promise<UserDevice> {
  const device = await stage.device(name)
  await device.page.addInitScript(() => {
    globalThis.refused = []
    addEventListener('securitypolicyviolation', (event) => globalThis.refused?.push(event.effectiveDirective))
  })
  await device.page.reload()
  await signIn(device.page, stage.account)
  return device
}

const refusedOn = (device: UserDevice) => device.page.evaluate(() => globalThis.refused)

/** Runs in the page: what a page that takes in a stranger's markup would run. */
function runInlineScript(): boolean {
  const script = document.createElement('script')
  script.textContent = 'document.documentElement.dataset.stranger = "true"'
  document.head.append(script)
  return document.documentElement.dataset.stranger === 'true'
}

const policyOf = (page: Page) =>
  page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content', { timeout: patienceMs })

describe.each([
  ['that is built', builtEditor],
  ['of the dev server', async () => inject('editorUrl')],
])('the page %s', (_, editorUrl) => {
  test('[ED5] syncs and plays on two devices without a violation of its policy, which refuses an inline script', async () => {
    const stage = await Stage.open(await editorUrl())
    stages.push(stage)
    const [a, b] = [await watchedDevice(stage, 'A'), await watchedDevice(stage, 'B')]
    await projectWithFilm(stage, a, { project: 'Policy', film: 'policy.webm' })
    await stage.turnTo(b, 'Policy')
    for (const { page } of [b, a]) {
      const assetId = (await mediaItem(page, 'policy.webm').getAttribute('data-asset-id')) ?? ''
      expect((await playThrough(page, patienceMs)).get(assetId)).toBeGreaterThan(0)
    }
    await untilMedia(b.page, 'on-this-device', 1, patienceMs)
    expect([await refusedOn(a), await refusedOn(b)]).toEqual([[], []])
    expect(await policyOf(a.page)).toMatch(/^default-src 'none'; script-src 'self'/)
    expect(await a.page.evaluate(runInlineScript)).toBe(false)
    await expect.poll(() => refusedOn(a), { timeout: patienceMs }).toEqual([expect.stringMatching(/^script-src/)])
  })
})

/** The README's line, for these addresses of API and store. */
async function policyOfReadme(apiUrl: string, storeUrl: string): Promise<string> {
  const readme = await readFile(join(root, 'README.md'), 'utf8')
  const [, line = ''] = /Content-Security-Policy: (default-src .*)/.exec(readme) ?? []
  return line
    .replaceAll(/https:\/\/\w+\.execute-api[\w.-]+/g, apiUrl)
    .replaceAll(/https:\/\/[\w-]+\.s3\.[\w.-]+/g, storeUrl)
}

/** Runs in a page of a user's: opens the sync, and plays until the element has gone on. */
const playing = (apiUrl: string, token: string) => `
  globalThis.refused = []
  addEventListener('securitypolicyviolation', ({ effectiveDirective }) => refused.push(effectiveDirective))
  const { createCloudSync, attachAsset } = await import('/client-lib/index.ts')
  const sync = createCloudSync({ apiUrl: '${apiUrl}', account: 'ada', getToken: async () => '${token}' })
  const until = (holds) => new Promise((resolve) => {
    const timer = setInterval(() => { if (holds()) { clearInterval(timer); resolve() } }, 50)
  })
  const play = async () => {
    const audio = new Audio()
    const detach = attachAsset(audio, sync.assets, { projectId: 'film', assetId: 'tone' })
    await until(() => audio.readyState > 2)
    await audio.play()
    await until(() => audio.currentTime > 0.2)
    const from = new URL(audio.currentSrc).protocol
    detach()
    return from
  }
`

test('[PK7] a page with the README’s policy, before an API and a store of other origins, hashes in the worker, sends, plays and fetches', async () => {
  const cloud = await serveMemoryServer(createMemoryServer(), { storeHost: 'localhost' })
  const policy = await policyOfReadme(cloud.apiUrl, cloud.apiUrl.replace('127.0.0.1', 'localhost'))
  const modules = await serveModules({ 'content-security-policy': policy })
  onTestFinished(() => Promise.all([cloud.close(), modules.close()]).then(() => undefined))
  const tone = join(inject('e2eFolder'), 'policy-tone.wav')
  await writeTone(tone, 20)
  const begin = playing(cloud.apiUrl, cloud.server.tokens.access('ada'))
  const openedDevice = async () => {
    const profileDir = await mkdtemp(join(inject('e2eFolder'), 'policy-'))
    const device = await BrowserDevice.launch({ profileDir })
    onTestFinished(() => device.close())
    await device.page.goto(modules.pageUrl)
    return device.page
  }
  const a = await openedDevice()
  await a.locator('input').setInputFiles(tone)
  const hashedIn = a.waitForEvent('worker', { timeout: patienceMs })
  const onA = await a.evaluate(`(async () => { ${begin}
    await sync.projects.save({ id: 'film', name: 'Film', document: '{}', assetIds: ['tone'] })
    await sync.assets.add('film', document.querySelector('input').files[0], { assetId: 'tone' })
    const from = await play()
    await until(() => sync.status.get().durability === 'in-the-cloud')
    return from
  })()`)
  expect((await hashedIn).url()).toContain('ingest-worker')
  const b = await openedDevice()
  const onB = await b.evaluate(`(async () => { ${begin}
    await sync.projects.open('film')
    const from = await play()
    return [from, (await sync.assets.open('film', 'tone')).size]
  })()`)
  expect([onA, onB]).toEqual(['blob:', ['http:', 44 + 20 * 192_000]])
  expect(await Promise.all([a, b].map((page) => page.evaluate(() => globalThis.refused)))).toEqual([[], []])
})

test('[DG3] the self-test of a page whose policy does not let it reach the API says that the policy may be why', async () => {
  const cloud = await serveMemoryServer(createMemoryServer())
  const modules = await serveModules({ 'content-security-policy': "script-src 'self'; connect-src 'self'" })
  const device = await BrowserDevice.launch({ profileDir: await mkdtemp(join(inject('e2eFolder'), 'policy-')) })
  onTestFinished(() => Promise.all([device.close(), cloud.close(), modules.close()]).then(() => undefined))
  await device.page.goto(modules.pageUrl)
  const found = await device.page.evaluate(`(async () => {
    const { createCloudSync, selfTest } = await import('/client-lib/index.ts')
    return selfTest(createCloudSync({ apiUrl: '${cloud.apiUrl}', account: null, getToken: async () => null }))
  })()`)
  expect(found).toMatchObject([{ code: 'api-unreachable', fix: expect.stringContaining('Content-Security-Policy') }])
})
