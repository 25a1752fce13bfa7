import { readFile } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { UserDevice } from '../../dev/browser/user-device.ts'
import { addFiles, mediaItem, untilMedia } from '../../dev/demo/person/media.ts'
import { openProject } from '../../dev/demo/person/projects.ts'
import { untilInTheCloud, untilStatus } from '../../dev/demo/person/sync-status.ts'
import type { Fault } from '../../dev/proxy/fault.ts'
import { createGate } from '../../dev/proxy/gate.ts'
import { expiredUrl, storeError } from '../../dev/proxy/injected-answers.ts'
import type { ProxiedRequest } from '../../dev/proxy/proxied-request.ts'
import { bytesAtStore } from '../../dev/proxy/traffic-ledger.ts'
import { sha256 } from '../../testing/cloud/sha256.ts'
import { fourPartsBytes, patienceMs, Stage } from './stage.ts'

const partSizeBytes = 8 * 1024 * 1024
const isPart = (request: ProxiedRequest) => request.kind === 'part'
const isCall = (name: string) => (request: ProxiedRequest) =>
  request.kind === 'api' && request.method === 'POST' && request.url.pathname.endsWith(`/${name}`)

let stage: Stage
let device: UserDevice
let removals: (() => void)[] = []

beforeAll(async () => {
  stage = await Stage.open()
  device = await stage.signedInDevice('A')
})
afterEach(() => {
  for (const remove of removals) remove()
  removals = []
})
afterAll(() => stage.close())

function inject(matches: (request: ProxiedRequest) => boolean, fault: Fault, times: number): void {
  removals.push(device.line.inject({ matches, fault, times }))
}

/** A project of its own with one file just added; answers what has passed the line since. */
async function addToFreshProject(name: string, sizeBytes: number) {
  await stage.freshProject(device, name)
  const seen = device.line.exchanges.length
  await addFiles(device.page, [await stage.freshFile(`${name}.bin`, sizeBytes)])
  return () => device.line.exchanges.slice(seen)
}

async function untilStored(): Promise<void> {
  await untilMedia(device.page, 'in-the-cloud', 1, patienceMs)
  await untilInTheCloud(device.page, patienceMs)
}

const reloads = {
  'a reload': () => device.page.reload(),
  'a SIGKILL of the browser': async () => {
    await device.kill()
    await stage.startAgain(device)
  },
}

test.each(Object.entries(reloads))(
  '[UP10] %s in the middle of an upload: it goes on by itself, and sends again at most what was in flight',
  async (what, restart) => {
    const gate = createGate()
    inject(
      (request) => request.kind === 'part' && request.partNumber > 1,
      { kind: 'stall-body', afterBytes: 100_000, until: gate.opened },
      99,
    )
    const exchanges = await addToFreshProject(`Until ${what}`, fourPartsBytes)
    await untilMedia(device.page, 'on-this-device', 1, patienceMs)
    // The project's name too: before the editor says so, a kill may take what was typed.
    await untilStatus(device.page, { durability: 'on-this-device' }, patienceMs)
    await device.line.untilPartsInFlight(2, AbortSignal.timeout(patienceMs))
    const { partsInFlight } = device.line.cut()
    device.line.restore()
    gate.open()
    await restart()
    if ((await device.page.getByTestId('project-list').count()) > 0) await openProject(device.page, `Until ${what}`)
    await untilStored()
    expect(partsInFlight).toBeGreaterThanOrEqual(2)
    expect(bytesAtStore(exchanges())).toBeLessThanOrEqual(fourPartsBytes + partsInFlight * partSizeBytes)
  },
)

test('[UP11] expired addresses are signed again', async () => {
  inject(isPart, expiredUrl(), 2)
  const exchanges = await addToFreshProject('Expired', fourPartsBytes)
  await untilStored()
  expect(exchanges().filter(({ request }) => isCall('presign')(request)).length).toBeGreaterThanOrEqual(2)
})

test('[UP11] a store that is busy is tried again', async () => {
  inject(isPart, storeError(503, 'SlowDown', 'Please reduce your request rate.'), 2)
  await addToFreshProject('Busy', fourPartsBytes)
  await untilStored()
})

test('[UP11] a store that refuses is said in a sentence with a button, and the button goes on', async () => {
  inject(isPart, storeError(403, 'AccessDenied', 'Access Denied'), Number.POSITIVE_INFINITY)
  await addToFreshProject('Refused', 50_000)
  const notice = device.page.getByTestId('notice')
  await notice.waitFor({ timeout: patienceMs })
  expect(await notice.getAttribute('data-code')).toBe('store-refused')
  expect(await mediaItem(device.page, 'Refused.bin').getAttribute('data-phase')).toBe('blocked')
  for (const remove of removals) remove()
  await notice.getByTestId('notice-action').click()
  await untilStored()
})

test('[UP13] a part that was damaged on its way is refused by the store and sent again', async () => {
  inject(isPart, { kind: 'damage-body' }, 1)
  const exchanges = await addToFreshProject('Damaged', fourPartsBytes)
  await untilStored()
  const refused = exchanges().filter(
    ({ request, phase }) => isPart(request) && phase.kind === 'answered' && phase.status === 400,
  )
  expect(refused).toHaveLength(1)
})

test('[UP6] the reply to complete is lost: the file is in the cloud all the same', async () => {
  inject(isCall('complete'), { kind: 'lose-reply' }, 1)
  const exchanges = await addToFreshProject('Lost complete', fourPartsBytes)
  await untilStored()
  expect(
    exchanges()
      .filter(({ request }) => isCall('complete')(request))
      .map(({ phase }) => phase.kind),
  ).toEqual(['broken', 'answered'])
  expect(bytesAtStore(exchanges())).toBe(fourPartsBytes)
})

test('[UP38] the reply to the one PUT of a small file is lost: it is in the cloud, and nothing is parked', async () => {
  inject(isPart, { kind: 'lose-reply' }, 1)
  const exchanges = await addToFreshProject('Lost PUT', 50_000)
  await untilStored()
  const puts = exchanges().filter(({ request }) => isPart(request))
  expect(puts.map(({ phase }) => phase.kind)).toEqual(['broken'])
})

test('[UP38] bytes that are there already when they are sent count as accepted', async () => {
  const gate = createGate()
  inject(isPart, { kind: 'hold', until: gate.opened }, 1)
  await stage.freshProject(device, 'There first')
  const path = await stage.freshFile('first.bin', 50_000)
  const seen = device.line.exchanges.length
  const put = () => device.line.exchanges.slice(seen).find(({ request }) => isPart(request))
  await addFiles(device.page, [path])
  await device.line.until(() => put() !== undefined, AbortSignal.timeout(patienceMs))
  const body = await readFile(path)
  const headers = { 'x-amz-checksum-sha256': sha256(body), 'if-none-match': '*' }
  expect((await fetch(put()?.request.url ?? '', { method: 'PUT', headers, body })).status).toBe(200)
  gate.open()
  await untilStored()
  expect(put()?.phase).toEqual({ kind: 'answered', status: 412 })
})

test('[UP9] an empty file arrives', async () => {
  await addToFreshProject('Empty', 0)
  await untilStored()
})

test('[UP2] bytes that the account has are not sent again', async () => {
  await stage.freshProject(device, 'Twice')
  const path = await stage.freshFile('twice.bin', 300_000)
  await addFiles(device.page, [path])
  await untilStored()
  await stage.freshProject(device, 'Twice, again')
  const before = bytesAtStore(device.line.exchanges)
  await addFiles(device.page, [path])
  await untilStored()
  expect(bytesAtStore(device.line.exchanges)).toBe(before)
})

test('parts cross origins: the browser asks the store first, as it does on AWS', async () => {
  const preflights = device.line.exchanges.filter(
    ({ request }) => request.kind === 'store' && request.method === 'OPTIONS',
  )
  expect(preflights.length).toBeGreaterThan(0)
})
