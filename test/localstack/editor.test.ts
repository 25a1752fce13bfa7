import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { UserDevice } from '../../dev/browser/user-device.ts'
import { localStackAt } from '../../dev/cloud/localstack-at.ts'
import { openChecksumSink } from '../../dev/demo/files/checksum-sink.ts'
import { readSourceFile } from '../../dev/demo/files/source-file.ts'
import { storedChecksums } from '../../dev/demo/files/stored-checksums.ts'
import { addFiles, untilMedia } from '../../dev/demo/person/media.ts'
import { newProject, openProject } from '../../dev/demo/person/projects.ts'
import { openEditor } from '../../dev/demo/person/sign-in.ts'
import { untilInTheCloud } from '../../dev/demo/person/sync-status.ts'
import { type Editor, startEditor } from '../../dev/editor/start-editor.ts'
import { freePort } from '../../dev/processes/free-port.ts'
import type { LocalStack } from '../../dev/start-local-stack.ts'
import { startOnLocalStack } from '../../dev/start-on-localstack.ts'
import { reelsyncFolder } from '../../dev/state/reelsync-folder.ts'

/** A deploy, an editor and two browsers, on a machine that may be busy. */
const startedWithinMs = 400_000
const journeyWithinMs = 200_000
const patienceMs = 60_000

let stack: LocalStack
let editor: Editor
let folder: string
const devices: UserDevice[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelsync-localstack-'))
  const { endpointUrl, machine } = inject('localStack')
  stack = await startOnLocalStack({
    folder: join(reelsyncFolder, 'test-dev-localstack'),
    // The run's own; it is not ours to end.
    open: async () => ({ cloud: localStackAt(endpointUrl, async () => undefined), machine }),
  })
  const { deploymentFile } = stack
  editor = await startEditor({ deploymentFile, port: await freePort(), signal: new AbortController().signal })
}, startedWithinMs)

afterAll(async () => {
  for (const device of devices) await device.close()
  await editor?.close()
  await stack?.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}, patienceMs)

async function signedIn(name: string, email: string): Promise<UserDevice> {
  const { bucketName } = stack.deployment
  const device = await UserDevice.open({ name, profileDir: join(folder, name), bucketName, patienceMs })
  devices.push(device)
  const page = await device.start()
  await openEditor(page, editor.url)
  expect(await page.getByTestId('local-sign-in-note').textContent()).toContain('for local development only')
  await page.getByTestId('sign-in-email').fill(email)
  await page.getByTestId('sign-in-submit').click()
  await page.getByTestId('new-project').waitFor()
  return device
}

test(
  '[DV4] the editor on LocalStack: signed in at the local issuer, a project and its file reach a second device',
  async () => {
    const email = `${randomBytes(6).toString('hex')}@example.com`
    const path = join(folder, 'a file.bin')
    await writeFile(path, randomBytes(300_000))
    const a = await signedIn('A', email)
    await newProject(a.page, 'Made on LocalStack')
    await addFiles(a.page, [path])
    await untilMedia(a.page, 'in-the-cloud', 1, patienceMs)
    await untilInTheCloud(a.page, patienceMs)

    const b = await signedIn('B', email)
    await openProject(b.page, 'Made on LocalStack')
    await untilMedia(b.page, 'on-this-device', 1, patienceMs)
    const sink = await openChecksumSink()
    expect(await storedChecksums(b, sink)).toContain((await readSourceFile(path)).sha256)
    await sink.close()

    const stranger = await signedIn('C', `other-${email}`)
    expect(await stranger.page.getByTestId('project-item').count()).toBe(0)
  },
  journeyWithinMs,
)
