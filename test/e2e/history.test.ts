import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { UserDevice } from '../../dev/browser/user-device.ts'
import { exportProject, renameProject, untilNamed } from '../../dev/demo/person/projects.ts'
import { untilInTheCloud, untilStatus } from '../../dev/demo/person/sync-status.ts'
import { turnTo } from '../../dev/demo/person/turn-to.ts'
import { typeInto } from '../../dev/demo/person/type-into.ts'
import { patienceMs, Stage } from './stage.ts'

let stage: Stage
let a: UserDevice
let b: UserDevice

beforeAll(async () => {
  ;({ stage, a, b } = await Stage.openWithTwoDevices())
})
afterAll(() => stage.close())

const dialogOf = ({ page }: UserDevice) => page.getByTestId('history-dialog')
const versionsOf = (device: UserDevice, kind: string, hasText: string) =>
  dialogOf(device).locator(`[data-testid="history-version"][data-kind="${kind}"]`).filter({ hasText })

async function openHistory(device: UserDevice): Promise<void> {
  await device.page.getByTestId('open-history').press('Enter')
  await dialogOf(device).waitFor({ timeout: patienceMs })
}

/** The history is written behind the saves: a user looks again until it is there. */
async function untilListed(device: UserDevice, kind: string, name: string): Promise<Locator> {
  const version = versionsOf(device, kind, `“${name}”`)
  const look = async () => {
    await device.page.getByTestId('history-again').press('Enter')
    await dialogOf(device).getByTestId('version-name').first().waitFor({ timeout: patienceMs })
    return version.count()
  }
  await expect.poll(look, { timeout: patienceMs, interval: 500 }).toBe(1)
  return version
}

async function nameIn(where: Locator, name: string): Promise<void> {
  const field = where.getByTestId('version-name')
  await typeInto(field, name)
  await field.press('Enter')
}

async function saved(device: UserDevice, name: string): Promise<void> {
  await renameProject(device.page, name)
  await untilInTheCloud(device.page, patienceMs)
}

test('[HI16] [HI12] [CF3] a side that lost its conflict is found in the history, restored by keyboard, and is on the other device; undo takes it back', async () => {
  await stage.freshProject(a, 'Cut one')
  await untilInTheCloud(a.page, patienceMs)
  await saved(a, 'Cut two')
  await saved(a, 'Cut three')
  await stage.turnTo(b, 'Cut three')
  await untilInTheCloud(b.page, patienceMs)
  await b.goOffline()
  await renameProject(b.page, 'Made on B')
  await untilStatus(b.page, { durability: 'on-this-device' }, patienceMs)
  const exported = await exportProject(b.page)
  await saved(a, 'Made on A')
  await b.goOnline()
  await b.page.getByTestId('conflict-keep-remote').click({ timeout: patienceMs })
  await untilInTheCloud(b.page, patienceMs)
  await untilNamed(b.page, 'Made on A', patienceMs)

  await openHistory(b)
  for (const name of ['Cut one', 'Cut two', 'Cut three', 'Made on A']) await untilListed(b, 'saved', name)
  const lost = await untilListed(b, 'conflict-side', 'Made on B')
  expect(await lost.innerText()).toContain('Lost a conflict')
  await lost.getByRole('button').first().press('Enter')
  await lost.getByTestId('version-details').waitFor({ timeout: patienceMs })
  expect(await lost.getByTestId('version-details').innerText()).toContain('Made on B')
  await b.page.getByTestId('restore-version').press('Enter')
  await dialogOf(b).waitFor({ state: 'detached', timeout: patienceMs })
  await untilInTheCloud(b.page, patienceMs)
  expect(await exportProject(b.page)).toEqual(exported)
  await turnTo(a.page)
  await untilNamed(a.page, 'Made on B', patienceMs)
  expect(await exportProject(a.page)).toEqual(exported)

  await b.page.getByRole('button', { name: 'Undo' }).click()
  await untilNamed(b.page, 'Made on A', patienceMs)
  await untilInTheCloud(b.page, patienceMs)
})

test('[HI16] [HI13] the project is named as it is, and an older version as it was; the focus stays in the dialog and comes back, and all of it fits 360 px', async () => {
  const { page } = a
  await stage.freshProject(a, 'First cut')
  await untilInTheCloud(page, patienceMs)
  await saved(a, 'Second cut')
  await openHistory(a)
  const older = await untilListed(a, 'saved', 'First cut')
  await nameIn(dialogOf(a), 'Sent to the client')
  await versionsOf(a, 'named', 'Sent to the client').waitFor({ timeout: patienceMs })
  expect(await dialogOf(a).getByTestId('name-said').innerText()).toBe('Kept as “Sent to the client”.')

  await older.getByRole('button').first().press('Enter')
  await nameIn(older, 'The one without music')
  const named = versionsOf(a, 'named', 'The one without music')
  await named.waitFor({ timeout: patienceMs })
  await named.getByRole('button').first().press('Enter')
  expect(await named.getByTestId('version-details').innerText()).toContain('First cut')
  const usual = page.viewportSize() ?? { width: 1440, height: 900 }
  await page.setViewportSize({ width: 360, height: 740 })
  expect(await dialogOf(a).evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
  await page.setViewportSize(usual)
  await page.keyboard.press('Escape')
  await dialogOf(a).waitFor({ state: 'detached', timeout: patienceMs })
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('History')
})

test('[HI16] [HI15] offline the history says that it is in the cloud; back online it is there when looked at again', async () => {
  await stage.freshProject(a, 'On the train')
  await untilInTheCloud(a.page, patienceMs)
  await a.goOffline()
  await openHistory(a)
  const trouble = dialogOf(a).getByTestId('history-trouble')
  await trouble.waitFor({ timeout: patienceMs })
  expect(await trouble.innerText()).toContain('kept in the cloud, which cannot be reached')
  expect(await dialogOf(a).getByTestId('history-version').count()).toBe(0)
  await a.goOnline()
  await untilListed(a, 'saved', 'On the train')
})
