import { afterAll, beforeAll, expect, test } from 'vitest'
import type { UserDevice } from '../../dev/browser/user-device.ts'
import { openProject, renameProject, untilNamed } from '../../dev/demo/person/projects.ts'
import { openEditor } from '../../dev/demo/person/sign-in.ts'
import { untilInTheCloud, untilStatus } from '../../dev/demo/person/sync-status.ts'
import { turnTo } from '../../dev/demo/person/turn-to.ts'
import { createGate } from '../../dev/proxy/gate.ts'
import type { ProxiedRequest } from '../../dev/proxy/proxied-request.ts'
import { patienceMs, Stage } from './stage.ts'
import { stopBeforeQueueing } from './stop-before-queueing.ts'

let stage: Stage
let a: UserDevice
let b: UserDevice

beforeAll(async () => {
  ;({ stage, a, b } = await Stage.openWithTwoDevices())
})
afterAll(() => stage.close())

/** Opens the project on A and renames it; A dies when the editor has saved that and the sync has not queued it. */
async function renameAndDie(from: string, to: string): Promise<void> {
  const stopped = await stopBeforeQueueing(a)
  await openEditor(a.page, stage.editorUrl)
  await openProject(a.page, from)
  await untilInTheCloud(a.page, patienceMs)
  await a.page.evaluate(() => dispatchEvent(new Event('stop-before-queueing')))
  await renameProject(a.page, to)
  await stopped(AbortSignal.timeout(patienceMs))
  await a.kill()
}

test('[QU4] an edit saved and not queued when the browser died is queued at the next start', async () => {
  await stage.freshProject(a, 'Before the kill')
  await untilInTheCloud(a.page, patienceMs)
  await renameAndDie('Before the kill', 'Saved, not queued')
  await stage.startAgain(a)
  await openProject(a.page, 'Saved, not queued')
  await untilInTheCloud(a.page, patienceMs)
  await turnTo(b.page)
  await openProject(b.page, 'Saved, not queued')
})

test('[QU4] [RE1] where another device wrote meanwhile, the saved edit is no less: the user is asked', async () => {
  await renameAndDie('Saved, not queued', 'Saved on A')
  await renameProject(b.page, 'Written on B')
  await untilInTheCloud(b.page, patienceMs)
  await stage.startAgain(a)
  const dialog = a.page.getByTestId('conflict-dialog')
  await dialog.waitFor({ timeout: patienceMs })
  const asked = await dialog.textContent()
  expect(asked).toContain('Saved on A')
  expect(asked).toContain('Written on B')
  await a.page.getByTestId('conflict-keep-local').click()
  await untilInTheCloud(a.page, patienceMs)
  await turnTo(b.page)
  await untilNamed(b.page, 'Saved on A', patienceMs)
})

test('[QU1] [QU3] what the editor calls saved on this device is there after a kill at that very moment', async () => {
  await stage.freshProject(a, 'Typed 0')
  // Nothing reaches the cloud, so that the device's word stands alone.
  const matches = (request: ProxiedRequest) => request.kind === 'api' && request.method === 'PUT'
  const fault = { kind: 'hold', until: createGate().opened } as const
  const remove = a.line.inject({ matches, fault, times: Number.POSITIVE_INFINITY })
  for (const round of [1, 2, 3]) {
    await renameProject(a.page, `Typed ${round}`)
    await untilStatus(a.page, { durability: 'on-this-device' }, patienceMs)
    await a.kill()
    await stage.startAgain(a)
    await openProject(a.page, `Typed ${round}`)
  }
  remove()
  await a.page.reload()
  await untilInTheCloud(a.page, patienceMs)
})
