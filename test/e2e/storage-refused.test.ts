import { afterAll, beforeAll, expect } from 'vitest'
import type { UserDevice } from '../../dev/browser/user-device.ts'
import { addFiles, untilMedia } from '../../dev/demo/person/media.ts'
import { exportProject, renameProject } from '../../dev/demo/person/projects.ts'
import { untilInTheCloud } from '../../dev/demo/person/sync-status.ts'
import { testInChromium } from './chromium-alone.ts'
import { patienceMs, Stage } from './stage.ts'

const MiB = 1024 * 1024
let stage: Stage
let device: UserDevice

beforeAll(async () => {
  stage = await Stage.open()
  device = await stage.signedInDevice('A')
})
afterAll(() => stage.close())

/** What the browser grants the editor's origin from now on; undefined for what it always did. */
async function grant(quotaSize: number | undefined): Promise<void> {
  const session = await device.browser.context.newCDPSession(device.page)
  const { origin } = new URL(stage.editorUrl)
  await session.send('Storage.overrideQuotaForOrigin', quotaSize === undefined ? { origin } : { origin, quotaSize })
}

testInChromium(
  '[LS2] a file for which the browser has no room is refused in a sentence, and everything else goes on',
  async () => {
    await stage.freshProject(device, 'Little room')
    await untilInTheCloud(device.page, patienceMs)
    await grant(4 * MiB)
    await addFiles(device.page, [await stage.freshFile('too large.bin', 24 * MiB)])
    const notice = device.page.getByTestId('notice')
    await notice.waitFor({ timeout: patienceMs })
    expect(await notice.getAttribute('data-code')).toBe('StorageFull')
    await renameProject(device.page, 'Little room, renamed')
    await untilInTheCloud(device.page, patienceMs)
    await grant(undefined)
    await addFiles(device.page, [await stage.freshFile('fits.bin', MiB)])
    await untilMedia(device.page, 'in-the-cloud', 1, patienceMs)
  },
)

testInChromium(
  '[QU1] [ST1] when the browser keeps nothing at all, the editor says so, never calls it saved, and saves once there is room',
  async () => {
    await stage.freshProject(device, 'No room')
    await untilInTheCloud(device.page, patienceMs)
    await grant(1)
    await renameProject(device.page, 'No room, renamed')
    const notice = device.page.getByTestId('notice').first()
    await notice.waitFor({ timeout: patienceMs })
    expect(await device.page.getByTestId('status-bar').first().getAttribute('data-durability')).toBe('unsaved')
    expect((await exportProject(device.page)).name).toBe('No room, renamed')
    await grant(undefined)
    await notice.getByTestId('notice-action').click()
    await untilInTheCloud(device.page, patienceMs)
    await device.page.reload()
    expect((await exportProject(device.page)).name).toBe('No room, renamed')
  },
)
