import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { browserEngine } from '../../dev/browser/browser-engine.ts'
import { crashTab } from '../../dev/browser/crash-tab.ts'
import { freezeTab } from '../../dev/browser/freeze-tab.ts'
import type { UserDevice } from '../../dev/browser/user-device.ts'
import { openChecksumSink } from '../../dev/demo/files/checksum-sink.ts'
import { readSourceFile } from '../../dev/demo/files/source-file.ts'
import { storedChecksums } from '../../dev/demo/files/stored-checksums.ts'
import { addFiles, untilMedia } from '../../dev/demo/person/media.ts'
import { openProject, renameProject, untilNamed } from '../../dev/demo/person/projects.ts'
import { openEditor } from '../../dev/demo/person/sign-in.ts'
import { untilInTheCloud, untilStatus } from '../../dev/demo/person/sync-status.ts'
import { turnTo } from '../../dev/demo/person/turn-to.ts'
import { createGate, type Gate } from '../../dev/proxy/gate.ts'
import type { ProxiedRequest } from '../../dev/proxy/proxied-request.ts'
import { testInChromium } from './chromium-alone.ts'
import { readLaneRows } from './lane-rows.ts'
import { fourPartsBytes, patienceMs, Stage } from './stage.ts'

const isPut = (request: ProxiedRequest) => request.kind === 'api' && request.method === 'PUT'
const isLatePart = (request: ProxiedRequest) => request.kind === 'part' && request.partNumber > 1

let stage: Stage
let device: UserDevice
/** Opened first, so it leads. */
let first: Page
let second: Page
let gate: Gate

beforeAll(async () => {
  stage = await Stage.open()
})
beforeEach(async () => {
  gate = createGate()
  device = await stage.signedInDevice(crypto.randomUUID())
  first = device.page
  second = await device.openTab()
  await openEditor(second, stage.editorUrl)
})
afterEach(() => device.close())
afterAll(() => stage.close())

/** A project of its own, open in the first tab, whole in the cloud and listed in the second tab. */
async function openInFirst(name: string): Promise<void> {
  await stage.freshProject(device, name)
  await untilInTheCloud(first, patienceMs)
  await turnTo(first)
  await second.getByTestId('project-item').filter({ hasText: name }).waitFor()
}

/** Renames the project in the first tab, which freezes before the editor has saved that. */
async function renameAndFreeze(name: string): Promise<() => Promise<void>> {
  // Its next timers are never due, so that the moment for saving does not come.
  await first.evaluate(() => Object.assign(window, { setTimeout: () => 0 }))
  await renameProject(first, name)
  await untilStatus(first, { durability: 'unsaved' }, patienceMs)
  return freezeTab(first)
}

const answered = (matches: (request: ProxiedRequest) => boolean) =>
  device.line.exchanges.filter(
    ({ request, phase }) => matches(request) && phase.kind === 'answered' && phase.status === 200,
  ).length

/** How the browser takes a tab away without asking it. Firefox keeps the tabs of a site in one process, which dies with all of them. */
const endings =
  browserEngine() === 'chromium' ? { crashes: crashTab, 'is closed': closeTab } : { 'is closed': closeTab }

function closeTab(page: Page): Promise<void> {
  return page.close({ runBeforeUnload: false })
}

test.each(Object.entries(endings))(
  '[TA2, TA4, QU3, UP10, ST1] the tab that leads %s with an edit queued and an upload under way: the other one sends both, and says so when it is true',
  async (how, end) => {
    await openInFirst(`Before it ${how}`)
    const path = await stage.freshFile('clip.bin', fourPartsBytes)
    const putsBefore = answered(isPut)
    device.line.inject({ matches: isPut, fault: { kind: 'hold', until: gate.opened }, times: Number.POSITIVE_INFINITY })
    device.line.inject({
      matches: isLatePart,
      fault: { kind: 'stall-body', afterBytes: 100_000, until: gate.opened },
      times: Number.POSITIVE_INFINITY,
    })
    await addFiles(first, [path])
    await untilMedia(first, 'on-this-device', 1, patienceMs)
    await renameProject(first, `Queued in a tab that ${how}`)
    await untilStatus(first, { durability: 'on-this-device' }, patienceMs)
    await device.line.untilPartsInFlight(2, AbortSignal.timeout(patienceMs))
    await untilStatus(second, { durability: 'on-this-device' }, patienceMs)
    expect(await first.getByTestId('status-advice').textContent()).toBe('Keep this tab open')
    expect(await second.getByTestId('status-advice').count()).toBe(0)
    await end(first)
    expect(await second.getByTestId('status-bar').first().getAttribute('data-durability')).toBe('on-this-device')
    gate.open()

    await untilInTheCloud(second, patienceMs)
    expect(answered(isPut)).toBeGreaterThan(putsBefore)
    expect(answered(({ url }) => url.pathname.endsWith('/complete'))).toBe(1)
    const other = await stage.signedInDevice(`the other device as it ${how}`)
    await openProject(other.page, `Queued in a tab that ${how}`)
    await untilMedia(other.page, 'on-this-device', 1, patienceMs)
    const sink = await openChecksumSink()
    expect(await storedChecksums(other, sink)).toContain((await readSourceFile(path)).sha256)
    await sink.close()
    await other.close()
  },
)

testInChromium(
  '[TA1, TA2, TA7] a leading tab that is frozen is replaced and work goes on; thawed, it writes nothing late, sends nothing and says what is',
  async () => {
    await openInFirst('Before the freeze')
    device.line.inject({ matches: isPut, fault: { kind: 'hold', until: gate.opened }, times: 1 })
    const seen = device.line.exchanges.length
    const heldWrite = () => device.line.exchanges.slice(seen).find(({ request }) => isPut(request))
    await renameProject(first, 'In flight when it froze')
    await device.line.until(() => heldWrite() !== undefined, AbortSignal.timeout(patienceMs))
    const before = await readLaneRows(second)
    const thaw = await freezeTab(first)

    // The list may not have heard of the new name before the tab froze that gave it.
    await second
      .getByTestId('project-item')
      .filter({ hasText: /before the freeze|in flight when it froze/i })
      .click()
    await renameProject(second, 'Made while it was frozen')
    await untilInTheCloud(second, patienceMs)
    const after = await readLaneRows(second)
    expect(after.epoch).toBe(before.epoch + 1)

    let putsOfFirst = 0
    first.on('request', (request) => {
      if (request.method() === 'PUT') putsOfFirst += 1
    })
    gate.open()
    await device.line.until(() => heldWrite()?.phase.kind === 'answered', AbortSignal.timeout(patienceMs))
    await thaw()
    await first.getByText('This project is open in another tab now.').waitFor()
    await first.evaluate(() => location.assign('#/'))
    await untilInTheCloud(first, patienceMs)
    expect(await readLaneRows(second)).toEqual(after)

    // Opened anew: the dev server reloads a tab that it has not heard for long, which then takes the project back.
    await second.evaluate(() => location.assign('#/'))
    await openProject(second, 'Made while it was frozen')
    await renameProject(second, 'Made after the thaw')
    await untilInTheCloud(second, patienceMs)
    expect(putsOfFirst).toBe(0)
    const other = await stage.signedInDevice('a device after the thaw')
    await openProject(other.page, 'Made after the thaw')
    await untilNamed(other.page, 'Made after the thaw', patienceMs)
    await other.close()
  },
)

testInChromium(
  '[TA5, TA7] edits in both tabs of one project: what is saved over unseen is told of, taken back, and arrives',
  async () => {
    await openInFirst('Before both')
    await first.getByTestId('pause-sync').click()
    const thaw = await renameAndFreeze('Typed in the first')
    await openProject(second, 'Before both')
    await renameProject(second, 'Saved in the second')
    await untilStatus(second, { durability: 'on-this-device', activity: 'paused' }, patienceMs)
    await thaw()
    await first.getByText('This project is open in another tab now.').waitFor()

    await second.getByTestId('overlaid-edits').waitFor()
    await second.reload()
    await untilNamed(second, 'Typed in the first', patienceMs)
    await second.getByTestId('overlaid-edits').click()
    const dialog = second.getByTestId('overlaid-dialog')
    expect(await dialog.textContent()).toContain('Saved in the second')
    await dialog.getByRole('button', { name: 'Take it back' }).click()
    await untilNamed(second, 'Saved in the second', patienceMs)
    await second.getByTestId('overlaid-edits').waitFor({ state: 'detached' })
    await second.getByTestId('resume-sync').click()
    await untilInTheCloud(second, patienceMs)
    const other = await stage.signedInDevice('another device')
    await openProject(other.page, 'Saved in the second')
    await other.close()
  },
)
