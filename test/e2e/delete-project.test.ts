import { afterAll, beforeAll, expect, test } from 'vitest'
import type { UserDevice } from '../../dev/browser/user-device.ts'
import { addFiles } from '../../dev/demo/person/media.ts'
import { exportProject, openProject } from '../../dev/demo/person/projects.ts'
import { untilInTheCloud, untilStatus } from '../../dev/demo/person/sync-status.ts'
import { turnTo } from '../../dev/demo/person/turn-to.ts'
import { patienceMs, Stage } from './stage.ts'

let stage: Stage
let a: UserDevice
let b: UserDevice

beforeAll(async () => {
  ;({ stage, a, b } = await Stage.openWithTwoDevices())
})
afterAll(() => stage.close())

const item = ({ page }: UserDevice, name: string) => page.getByTestId('project-item').filter({ hasText: name })

/** Both devices have it, and show their lists. */
async function sharedAndListed(name: string): Promise<void> {
  await stage.freshProject(a, name)
  await untilInTheCloud(a.page, patienceMs)
  await stage.turnTo(b, name)
  await untilInTheCloud(b.page, patienceMs)
  await toList(a)
  await toList(b)
  await item(a, name).waitFor({ timeout: patienceMs })
}

async function toList({ page }: UserDevice): Promise<void> {
  await page.goto(new URL('#/', stage.editorUrl).href)
  await page.getByTestId('project-list').waitFor()
}

async function deleteProject({ page }: UserDevice, name: string): Promise<void> {
  await page.getByRole('button', { name: `Delete “${name}”` }).click()
  await page.getByTestId('delete-confirm').click()
}

test('[DE1, DE5, ED7] deleted on A, a project leaves both devices; undone, it is back on both as it was', async () => {
  const name = 'Deleted and undone'
  await sharedAndListed(name)
  await openProject(a.page, name)
  const before = await exportProject(a.page)
  await toList(a)
  await a.page.getByRole('button', { name: `Delete “${name}”` }).click()
  await a.page.getByRole('button', { name: 'Keep it' }).click()
  expect(await item(a, name).count()).toBe(1)
  await deleteProject(a, name)
  await item(a, name).waitFor({ state: 'detached', timeout: patienceMs })
  await untilInTheCloud(a.page, patienceMs)
  await turnTo(b.page)
  await item(b, name).waitFor({ state: 'detached', timeout: patienceMs })

  expect(await a.page.getByTestId('deleted-note').textContent()).toContain(name)
  await a.page.getByTestId('undo-delete').click()
  await item(a, name).waitFor({ timeout: patienceMs })
  await untilInTheCloud(a.page, patienceMs)
  await turnTo(b.page)
  await item(b, name).waitFor({ timeout: patienceMs })
  await openProject(b.page, name)
  expect(await exportProject(b.page)).toEqual(before)
  expect(await b.page.getByTestId('conflict-dialog').count()).toBe(0)
})

test('[ED7] files that were not in the cloud yet are told of, and go from the device at their user’s word', async () => {
  const name = 'Deleted with a file'
  await stage.freshProject(a, name)
  await untilInTheCloud(a.page, patienceMs)
  await a.goOffline()
  await addFiles(a.page, [await stage.freshFile('never sent.bin', 300_000)])
  await untilStatus(a.page, { durability: 'on-this-device' }, patienceMs)
  await a.page.evaluate(() => {
    location.hash = '#/'
  })
  await deleteProject(a, name)
  const note = a.page.getByTestId('deleted-note')
  await note.getByText('One of its files was not in the cloud yet').waitFor({ timeout: patienceMs })
  await a.goOnline()
  await note.getByTestId('remove-files').click()
  await untilInTheCloud(a.page, patienceMs)
  expect(await note.count()).toBe(0)
})

test('[DE1, DE3] deleted offline, it stays gone after the browser is killed, and leaves B once the line is back', async () => {
  const name = 'Deleted offline'
  await sharedAndListed(name)
  await a.goOffline()
  await deleteProject(a, name)
  await item(a, name).waitFor({ state: 'detached', timeout: patienceMs })
  await untilStatus(a.page, { durability: 'on-this-device' }, patienceMs)
  await a.kill()
  a.line.restore()
  await stage.startAgain(a)
  await untilInTheCloud(a.page, patienceMs)
  await turnTo(b.page)
  await item(b, name).waitFor({ state: 'detached', timeout: patienceMs })
  expect(await item(a, name).count()).toBe(0)
})
