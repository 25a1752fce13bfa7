import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { UserDevice } from '../../dev/browser/user-device.ts'
import { addFiles, addToTimeline } from '../../dev/demo/person/media.ts'
import { clipsOf } from '../../dev/demo/person/timeline.ts'
import { patienceMs, Stage } from './stage.ts'
import { writeTone } from './tone-file.ts'

let stage: Stage
let device: UserDevice

beforeAll(async () => {
  stage = await Stage.open()
  device = await stage.signedInDevice(crypto.randomUUID())
})
afterAll(() => stage.close())

test('[ED1] an opened project takes the focus, so does the list that one comes back to, and so do the tracks from a clip that is removed', async () => {
  const { page } = device
  const path = join(inject('e2eFolder'), 'focus.wav')
  // React moves the focus after what it shows.
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim())
  await writeTone(path, 1)
  await stage.freshProject(device, 'Focus')
  await addFiles(page, [path])
  await addToTimeline(page, 'focus.wav')
  await page.getByRole('button', { name: 'Back to the projects' }).press('Enter')
  await expect.poll(focused, { timeout: patienceMs }).toBe('Projects')
  await stage.turnTo(device, 'Focus')
  expect(await page.locator('h1').allInnerTexts()).toEqual(['Focus'])
  await expect.poll(focused, { timeout: patienceMs }).toBe('Focus')
  await clipsOf(page, 'focus.wav').getByRole('button').click()
  await page.keyboard.press('Delete')
  await clipsOf(page, 'focus.wav').waitFor({ state: 'detached' })
  const label = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  await expect.poll(label, { timeout: patienceMs }).toBe('Tracks')
})
