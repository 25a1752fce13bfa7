import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createGate } from '../proxy/gate.ts'
import { readNoOptions } from '../script/read-options.ts'
import { runScript } from '../script/run-script.ts'
import { terminalSteps } from '../terminal-steps.ts'
import { type DemoWorld, openDemoWorld } from './demo-world.ts'
import { screenshotMedia } from './media/screenshot-media.ts'
import { addFiles, addToTimeline, untilMedia } from './person/media.ts'
import { newProject, openProject, renameProject } from './person/projects.ts'
import { openEditor, signIn, signUp } from './person/sign-in.ts'
import { untilInTheCloud, untilStatus } from './person/sync-status.ts'
import { trimEnd } from './person/timeline.ts'

const usage = `npm run screenshots

Takes the pictures of the editor, idle, uploading, offline and in conflict, from a local cloud, into docs/images.`
const imagesFolder = join(import.meta.dirname, '../../docs/images')
const credentials = { email: 'mara@example.com', password: 'Reelsync-demo-4' }
const waitMs = 120_000

async function takeScreenshots({ a, b, editorUrl, filesFolder }: DemoWorld): Promise<void> {
  const shoot = async (device: typeof a, name: string) => {
    await device.page.screenshot({ path: join(imagesFolder, `${name}.png`), animations: 'disabled' })
    console.log(`docs/images/${name}.png`)
  }
  const page = await a.start()
  await openEditor(page, editorUrl)
  const paths = await screenshotMedia(page, filesFolder)
  await openEditor(page, editorUrl)
  await signUp(page, credentials)
  await newProject(page, 'Coast road')
  const gate = createGate()
  a.line.inject({
    matches: (request) => request.kind === 'part' && request.partNumber > 8,
    fault: { kind: 'stall-body', afterBytes: 1, until: gate.opened },
    times: Number.POSITIVE_INFINITY,
  })
  await addFiles(page, paths)
  await untilMedia(page, 'on-this-device', paths.length, waitMs)
  for (const name of ['Harbour at dawn.webm', 'Title card.png', 'Coast road.webm', 'Waves.wav'])
    await addToTimeline(page, name)
  await trimEnd(page, 'Harbour at dawn.webm', 6)
  await page.getByLabel('To the start').click()
  for (let second = 0; second < 3; second += 1) await page.keyboard.press('Shift+ArrowRight')
  await a.line.untilPartsInFlight(2, AbortSignal.timeout(waitMs))
  await untilStatus(page, { durability: 'on-this-device' }, waitMs)
  await shoot(a, 'uploading')

  gate.open()
  await untilInTheCloud(page, waitMs)
  await shoot(a, 'idle')

  await openEditor(await b.start(), editorUrl)
  await signIn(b.page, credentials)
  await openProject(b.page, 'Coast road')
  await untilMedia(b.page, 'on-this-device', paths.length, waitMs)
  await a.goOffline()
  await b.goOffline()
  await renameProject(page, 'Coast road, long cut')
  await untilStatus(page, { durability: 'on-this-device', activity: 'waiting' }, waitMs)
  await shoot(a, 'offline')

  await trimEnd(b.page, 'Harbour at dawn.webm', 5)
  await renameProject(b.page, 'Coast road, short cut')
  await untilStatus(b.page, { durability: 'on-this-device' }, waitMs)
  await a.goOnline()
  await untilInTheCloud(page, waitMs)
  await b.goOnline()
  await b.page.getByTestId('conflict-dialog').waitFor({ timeout: waitMs })
  await shoot(b, 'conflict')
}

await runScript(usage, async (args, signal) => {
  readNoOptions(args)
  await mkdir(imagesFolder, { recursive: true })
  const world = await openDemoWorld({ signal, steps: terminalSteps })
  await takeScreenshots(world).finally(() => world.close())
})
process.exit()
