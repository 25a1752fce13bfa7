import { afterAll, beforeAll, expect, test } from 'vitest'
import type { UserDevice } from '../../dev/browser/user-device.ts'
import { addFiles, mediaItem, untilMedia } from '../../dev/demo/person/media.ts'
import { openProject } from '../../dev/demo/person/projects.ts'
import { untilInTheCloud } from '../../dev/demo/person/sync-status.ts'
import { turnTo } from '../../dev/demo/person/turn-to.ts'
import type { Exchange } from '../../dev/proxy/traffic-ledger.ts'
import { testInChromium } from './chromium-alone.ts'
import { patienceMs, Stage } from './stage.ts'

const MiB = 1024 * 1024
const names = ['first.bin', 'second.bin', 'third.bin', 'fourth.bin']

let stage: Stage
let a: UserDevice
let b: UserDevice

beforeAll(async () => {
  ;({ stage, a, b } = await Stage.openWithTwoDevices())
})
afterAll(() => stage.close())

/** What the browser says that it grants. Chromium says 10 GiB above what is used, whatever there is. */
async function tell({ page }: UserDevice, quota: number): Promise<void> {
  await page.evaluate((told) => {
    navigator.storage.estimate = async () => ({ quota: told, usage: 0 })
  }, quota)
}

/** What it grants the editor's origin in truth. */
async function grant({ browser }: UserDevice, quotaSize: number): Promise<void> {
  const session = await browser.context.newCDPSession(browser.page)
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(stage.editorUrl).origin, quotaSize })
}

const filesFetched = (exchanges: readonly Exchange[]) =>
  new Set(
    exchanges.flatMap(({ request }) => (request.kind === 'store' && request.method === 'GET' ? [request.key] : [])),
  ).size

const hereOn = async ({ page }: UserDevice) => {
  const facts = names.map((name) => mediaItem(page, name).getAttribute('data-on-this-device'))
  return (await Promise.all(facts)).filter((fact) => fact === 'true').length
}

test('[MS1] [MS2] a device with room for two of four files keeps two, and gets the others back when there is room', async () => {
  await stage.freshProject(a, 'Four files')
  for (const name of names) await addFiles(a.page, [await stage.freshFile(name, 5 * MiB)])
  await untilMedia(a.page, 'in-the-cloud', 4, patienceMs)
  await untilInTheCloud(a.page, patienceMs)

  // Half of it is for media.
  await tell(b, 24 * MiB)
  await turnTo(b.page)
  await openProject(b.page, 'Four files')
  await untilMedia(b.page, 'in-the-cloud', 4, patienceMs)
  await b.line.until((exchanges) => filesFetched(exchanges) === 4, AbortSignal.timeout(patienceMs))
  const coming = b.page.locator('[data-testid="media-item"][data-phase="downloading"]')
  await expect.poll(async () => [await coming.count(), await hereOn(b)], { timeout: patienceMs }).toEqual([0, 2])
  await untilInTheCloud(b.page, patienceMs)

  await b.page.reload()
  await untilMedia(b.page, 'on-this-device', 4, patienceMs)
})

testInChromium(
  '[MS4] [MS2] a browser that refuses a file takes it once older ones have left for it, and none that is not in the cloud',
  async () => {
    const usedBytes = await b.page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0)
    expect(usedBytes).toBeGreaterThan(19 * MiB)
    // It tells of far more than it grants, and what is left is less than the file.
    await grant(b, usedBytes + 3 * MiB)
    await tell(b, 2 ** 40)
    await addFiles(b.page, [await stage.freshFile('new.bin', 6 * MiB)])
    await untilMedia(b.page, 'in-the-cloud', 5, patienceMs)
    await untilInTheCloud(b.page, patienceMs)
    expect(await mediaItem(b.page, 'new.bin').getAttribute('data-on-this-device')).toBe('true')
    expect(await hereOn(b)).toBeLessThan(4)
  },
)
