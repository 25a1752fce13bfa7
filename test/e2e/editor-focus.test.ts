import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { UserDevice } from '../../dev/browser/user-device.ts'
import { addFiles, addToTimeline } from '../../dev/demo/person/media.ts'
import { renameProject } from '../../dev/demo/person/projects.ts'
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

async function tone(name: string): Promise<string> {
  const path = join(inject('e2eFolder'), name)
  await writeTone(path, 1)
  return path
}

const focused = () => device.page.evaluate(() => document.activeElement?.textContent?.trim())
/** React moves the focus after what it shows. */
const untilFocused = (text: string) => expect.poll(focused, { timeout: patienceMs }).toBe(text)

test('[ED1] an opened project takes the focus, so does the list that one comes back to, and so do the tracks from a clip that is removed', async () => {
  const { page } = device
  const path = await tone('focus.wav')
  await stage.freshProject(device, 'Focus')
  await addFiles(page, [path])
  await addToTimeline(page, 'focus.wav')
  await page.getByRole('button', { name: 'Back to the projects' }).press('Enter')
  await untilFocused('Projects')
  await stage.turnTo(device, 'Focus')
  expect(await page.locator('h1').allInnerTexts()).toEqual(['Focus'])
  await untilFocused('Focus')
  await clipsOf(page, 'focus.wav').getByRole('button').click()
  await page.keyboard.press('Delete')
  await clipsOf(page, 'focus.wav').waitFor({ state: 'detached' })
  const label = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  await expect.poll(label, { timeout: patienceMs }).toBe('Tracks')
})

test('[ED1, ED3] a clip is moved between tracks by keyboard, takes the focus along, and a button that can do no more keeps it', async () => {
  const { page } = device
  await stage.freshProject(device, 'Tracks')
  await page.getByRole('button', { name: '+ Video track' }).click()
  await addFiles(page, [await tone('tracks.wav')])
  await addToTimeline(page, 'tracks.wav')
  const names = () => page.getByTestId('track').locator('.track-name').allInnerTexts()
  const trackOfClip = () =>
    page
      .getByTestId('track')
      .filter({ has: clipsOf(page, 'tracks.wav') })
      .innerText()
  const isFocused = () => page.evaluate(() => document.activeElement?.closest('[data-clip-name="tracks.wav"]') !== null)
  const [top = '', below = '', audio = ''] = await names()
  await clipsOf(page, 'tracks.wav').getByRole('button').focus()
  await page.keyboard.press('Enter')
  for (const name of [below, top]) {
    await page.keyboard.press('Alt+ArrowUp')
    await expect.poll(trackOfClip, { timeout: patienceMs }).toContain(name)
    await expect.poll(isFocused, { timeout: patienceMs }).toBe(true)
  }
  await renameProject(page, 'Renamed')
  await expect.poll(() => page.locator('h1').innerText(), { timeout: patienceMs }).toBe('Renamed')
  expect(await isFocused()).toBe(false)
  const down = page.getByRole('button', { name: 'Track down' })
  await down.focus()
  for (const name of [below, audio, audio]) {
    await page.keyboard.press('Enter')
    await expect.poll(trackOfClip, { timeout: patienceMs }).toContain(name)
    await untilFocused('Track down')
  }
  expect(await down.getAttribute('aria-disabled')).toBe('true')
})

test('[ED4] a notice that is dismissed gives the focus to the next one, and the last one back to what had it', async () => {
  const { page } = device
  const notTimeline = join(inject('e2eFolder'), 'notes.otio')
  await writeFile(notTimeline, 'no timeline')
  await page.goto(new URL('#/', stage.editorUrl).href)
  await page.getByTestId('pause-sync').press('Enter')
  await page.getByTestId('import-otio').setInputFiles(notTimeline)
  const notices = page.getByTestId('notice')
  await expect.poll(() => notices.count(), { timeout: patienceMs }).toBe(2)
  await page.getByTestId('new-project').focus()
  await page.getByRole('button', { name: 'Dismiss' }).focus()
  await page.keyboard.press('Enter')
  await untilFocused('Resume')
  await page.keyboard.press('Enter')
  await expect.poll(() => notices.count(), { timeout: patienceMs }).toBe(0)
  await untilFocused('New project')
})
