import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { UserDevice } from '../../dev/browser/user-device.ts'
import { keptSides } from '../../dev/demo/edits/kept-sides.ts'
import { openChecksumSink } from '../../dev/demo/files/checksum-sink.ts'
import { readSourceFile } from '../../dev/demo/files/source-file.ts'
import { storedChecksums } from '../../dev/demo/files/stored-checksums.ts'
import { mediaItem, untilMedia } from '../../dev/demo/person/media.ts'
import { playThrough } from '../../dev/demo/person/play-through.ts'
import { exportProject, openProject, renameProject, untilNamed } from '../../dev/demo/person/projects.ts'
import { untilInTheCloud, untilStatus } from '../../dev/demo/person/sync-status.ts'
import { turnTo } from '../../dev/demo/person/turn-to.ts'
import { projectWithFilm } from './project-with-film.ts'
import { patienceMs, Stage } from './stage.ts'

let stage: Stage
let a: UserDevice
let b: UserDevice

beforeAll(async () => {
  ;({ stage, a, b } = await Stage.openWithTwoDevices())
})
afterAll(() => stage.close())

/** A project that both devices have open, equal. */
async function sharedProject(name: string): Promise<void> {
  await stage.freshProject(a, name)
  await untilInTheCloud(a.page, patienceMs)
  await stage.turnTo(b, name)
  await untilInTheCloud(b.page, patienceMs)
}

test('[RE2] a project made on A opens on B, its media play, and their bytes are those of the file', async () => {
  const path = await projectWithFilm(stage, a, { project: 'Made on A', film: 'a clip.webm' })

  await turnTo(b.page)
  await openProject(b.page, 'Made on A')
  await untilMedia(b.page, 'on-this-device', 1, patienceMs)
  const assetId = await mediaItem(b.page, 'a clip.webm').getAttribute('data-asset-id')
  expect((await playThrough(b.page, patienceMs)).get(assetId ?? '')).toBeGreaterThan(0)
  const sink = await openChecksumSink()
  expect(await storedChecksums(b, sink)).toContain((await readSourceFile(path)).sha256)
  await sink.close()
  expect(await exportProject(b.page)).toEqual(await exportProject(a.page))
})

test('[QU3, LS7] an edit made offline stays on the device, also through a kill, and reaches the other one when the line is back', async () => {
  await sharedProject('Offline')
  await a.goOffline()
  await renameProject(a.page, 'Offline, renamed')
  await untilStatus(a.page, { durability: 'on-this-device', activity: 'waiting' }, patienceMs)
  // This browser promises nothing, and nobody else has the edit.
  expect(await a.page.getByTestId('status-advice').textContent()).toContain('may clear it')
  await a.kill()
  a.line.restore()
  await stage.startAgain(a)
  await openProject(a.page, 'Offline, renamed')
  await untilInTheCloud(a.page, patienceMs)
  await turnTo(b.page)
  await untilNamed(b.page, 'Offline, renamed', patienceMs)
})

describe('a project edited on both devices apart', () => {
  const edits = { a: 'Edited on A', b: 'Edited on B' }

  async function conflictOnB(): Promise<void> {
    await sharedProject('Before')
    await a.goOffline()
    await b.goOffline()
    await renameProject(a.page, edits.a)
    await renameProject(b.page, edits.b)
    await untilStatus(a.page, { durability: 'on-this-device' }, patienceMs)
    await untilStatus(b.page, { durability: 'on-this-device' }, patienceMs)
    await a.goOnline()
    await untilInTheCloud(a.page, patienceMs)
    await b.goOnline()
    await b.page.getByTestId('conflict-dialog').waitFor({ timeout: patienceMs })
  }

  test('[ED2] a question that comes by itself has the focus, and no button of it; put off, the focus is back; on a phone all answers are in sight', async () => {
    await sharedProject('Asked')
    const { page } = b
    await b.goOffline()
    await renameProject(page, edits.b)
    await untilStatus(page, { durability: 'on-this-device' }, patienceMs)
    await renameProject(a.page, edits.a)
    await untilInTheCloud(a.page, patienceMs)
    await page.getByTestId('project-name').focus()
    await b.goOnline()
    const dialog = page.getByTestId('conflict-dialog')
    await dialog.waitFor({ timeout: patienceMs })
    const focused = () => page.evaluate(() => [document.activeElement?.tagName, document.activeElement?.ariaLabel])
    expect(await focused()).toEqual(['DIALOG', 'Two versions of this project'])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached', timeout: patienceMs })
    expect(await focused()).toEqual(['INPUT', 'Project name'])

    await page.getByText('Answer the open conflict').press('Enter')
    await dialog.waitFor({ timeout: patienceMs })
    const usual = page.viewportSize() ?? { width: 1440, height: 900 }
    await page.setViewportSize({ width: 360, height: 740 })
    expect(await dialog.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
    await page.setViewportSize(usual)
    await page.getByTestId('conflict-keep-remote').press('Enter')
    await dialog.waitFor({ state: 'detached', timeout: patienceMs })
    expect((await focused())[0]).toBe('H1')
    await untilInTheCloud(page, patienceMs)
  })

  test('[CF1] [CF2] [CF3] asks on B, also after a reload; B’s side is kept by its word, and A’s stays in the history', async () => {
    await conflictOnB()
    await b.page.reload()
    const dialog = b.page.getByTestId('conflict-dialog')
    await dialog.waitFor({ timeout: patienceMs })
    expect(await dialog.textContent()).toContain(edits.a)
    await b.page.getByTestId('conflict-keep-local').click()
    await untilInTheCloud(b.page, patienceMs)
    await turnTo(a.page)
    await untilNamed(a.page, edits.b, patienceMs)
    expect(await exportProject(a.page)).toEqual(await exportProject(b.page))
    expect((await keptSides(b.page, edits.a, patienceMs)).map(({ name }) => name)).toContain(edits.a)
  })

  test('[CF2] [CF3] the cloud’s side applies on B by its word, and B’s comes into the history', async () => {
    await conflictOnB()
    await b.page.getByTestId('conflict-keep-remote').click()
    await untilInTheCloud(b.page, patienceMs)
    await untilNamed(b.page, edits.a, patienceMs)
    expect(await exportProject(a.page)).toEqual(await exportProject(b.page))
    expect((await keptSides(b.page, edits.b, patienceMs)).map(({ name }) => name)).toContain(edits.b)
  })
})
