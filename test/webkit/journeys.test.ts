import { join } from 'node:path'
import { Key } from 'selenium-webdriver'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { UserDevice } from '../../dev/browser/user-device.ts'
import { WebKitDevice } from '../../dev/browser/webkit/webkit-device.ts'
import { startWebKitDriver, type WebKitDriver } from '../../dev/browser/webkit/webkit-driver.ts'
import { openChecksumSink } from '../../dev/demo/files/checksum-sink.ts'
import { readSourceFile } from '../../dev/demo/files/source-file.ts'
import { hashEveryFile, plainPage, storedChecksums } from '../../dev/demo/files/stored-checksums.ts'
import { untilMedia } from '../../dev/demo/person/media.ts'
import { renameProject, untilNamed } from '../../dev/demo/person/projects.ts'
import { untilInTheCloud } from '../../dev/demo/person/sync-status.ts'
import { CountingProxy } from '../../dev/proxy/counting-proxy.ts'
import { createGate } from '../../dev/proxy/gate.ts'
import { bytesAtStore } from '../../dev/proxy/traffic-ledger.ts'
import { fourPartsBytes, patienceMs, Stage } from '../e2e/stage.ts'

const partSizeBytes = 8 * 1024 * 1024
const at = (testId: string, more = '') => `[data-testid="${testId}"]${more}`
const inTheCloud = at('status-bar', '[data-durability="in-the-cloud"][data-activity="idle"]')
const onThisDevice = at('status-bar', '[data-durability="on-this-device"]')

let driver: WebKitDriver
let stage: Stage
let line: CountingProxy
let webKit: WebKitDevice
let chromium: UserDevice

beforeAll(async () => {
  driver = await startWebKitDriver(AbortSignal.timeout(patienceMs))
  stage = await Stage.open()
  line = await CountingProxy.open({ bucketName: inject('e2eDeployment').bucketName })
  await start()
  await webKit.fill(at('sign-in-email'), stage.account.email)
  await webKit.fill(at('sign-in-password'), stage.account.password)
  await webKit.click(at('sign-in-submit'))
  await webKit.find(at('new-project'))
  chromium = await stage.signedInDevice('B')
})
afterAll(async () => {
  await webKit?.close()
  await line?.close()
  await stage?.close()
  await driver?.close()
})

/** Starts WebKit on the device's profile, with the editor open. */
async function start(): Promise<void> {
  const profileDir = join(inject('e2eFolder'), 'webkit')
  webKit = await WebKitDevice.launch({ driverUrl: driver.url, profileDir, proxyUrl: line.url, patienceMs })
  await openEditor()
}

async function openEditor(): Promise<void> {
  await webKit.driver.get(stage.editorUrl)
  await webKit.find('html[data-ready=true]')
}

async function rename(name: string): Promise<void> {
  await webKit.fill(at('project-name'), name, Key.ENTER)
}

async function makeProject(name: string): Promise<void> {
  await webKit.driver.get(new URL('#/', stage.editorUrl).href)
  await webKit.click(at('new-project'))
  await rename(name)
  await webKit.find(inTheCloud)
}

test('[RE2, UP10] WebKit uploads a file, goes on by itself after a reload in the middle, and Chromium has the same bytes', async () => {
  await makeProject('Made in WebKit')
  const path = await stage.freshFile('clip.bin', fourPartsBytes)
  const gate = createGate()
  line.inject({
    matches: (request) => request.kind === 'part' && request.partNumber > 1,
    fault: { kind: 'stall-body', afterBytes: 100_000, until: gate.opened },
    times: 99,
  })
  await (await webKit.find(at('add-media'))).sendKeys(path)
  await webKit.find(at('media-item', '[data-on-this-device="true"]'))
  await line.untilPartsInFlight(2, AbortSignal.timeout(patienceMs))
  const { partsInFlight } = line.cut()
  line.restore()
  gate.open()
  await webKit.driver.navigate().refresh()
  await webKit.find(at('media-item', '[data-in-the-cloud="true"]'))
  await webKit.find(inTheCloud)
  expect(bytesAtStore(line.exchanges)).toBeLessThanOrEqual(fourPartsBytes + partsInFlight * partSizeBytes)

  await stage.turnTo(chromium, 'Made in WebKit')
  await untilMedia(chromium.page, 'on-this-device', 1, patienceMs)
  const sink = await openChecksumSink()
  expect(await storedChecksums(chromium, sink)).toContain((await readSourceFile(path)).sha256)
  await sink.close()
})

test('[RE2, DL1] what Chromium changes shows in WebKit, and a file of its comes there and stays over a restart', async () => {
  const path = await stage.freshFile('from chromium.bin', fourPartsBytes)
  await chromium.page.getByTestId('add-media').setInputFiles(path)
  await renameProject(chromium.page, 'Changed in Chromium')
  await untilInTheCloud(chromium.page, patienceMs)
  await webKit.run(`dispatchEvent(new Event('focus'))`)
  const item = at('media-item', '[data-file-name="from chromium.bin"][data-on-this-device="true"]')
  await webKit.find(item)
  await webKit.find(at('project-name', '[value="Changed in Chromium"]'))
  await webKit.close()
  await start()
  await webKit.click(at('project-item'))
  await webKit.find(item)
  const sink = await openChecksumSink()
  await webKit.driver.get(plainPage(stage.editorUrl))
  expect(await webKit.run(`return (${hashEveryFile})(${JSON.stringify(sink.url)})`)).toContain(
    (await readSourceFile(path)).sha256,
  )
  await sink.close()
})

test('[QU1, QU3] an edit that nothing answers stays over a reload, and arrives once the line is back', async () => {
  await makeProject('Offline in WebKit')
  line.cut()
  await rename('Renamed offline')
  await webKit.find(onThisDevice)
  line.restore()
  await openEditor()
  await webKit.click(at('project-item'))
  await webKit.find(inTheCloud)
  await stage.turnTo(chromium, 'Renamed offline')
  await untilNamed(chromium.page, 'Renamed offline', patienceMs)
})

test('[TA2, QU3] the tab that leads is closed with an edit queued: the other one sends it', async () => {
  await makeProject('Two tabs')
  const [first] = await webKit.driver.getAllWindowHandles()
  await webKit.driver.switchTo().newWindow('tab')
  await openEditor()
  const second = await webKit.driver.getWindowHandle()
  await webKit.driver.switchTo().window(first ?? '')
  const { opened, open } = createGate()
  const release = line.inject({
    matches: ({ kind, method }) => kind === 'api' && method === 'PUT',
    fault: { kind: 'hold', until: opened },
    times: Number.POSITIVE_INFINITY,
  })
  await rename('Queued in a tab that is gone')
  await webKit.find(onThisDevice)
  await webKit.driver.switchTo().window(second)
  await webKit.find(onThisDevice)
  await webKit.driver.switchTo().window(first ?? '')
  await webKit.driver.close()
  release()
  open()
  await webKit.driver.switchTo().window(second)
  await webKit.find(inTheCloud)
  await stage.turnTo(chromium, 'Queued in a tab that is gone')
})
