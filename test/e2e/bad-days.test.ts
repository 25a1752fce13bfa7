import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { UserDevice } from '../../dev/browser/user-device.ts'
import { openProject, renameProject, untilNamed } from '../../dev/demo/person/projects.ts'
import { untilInTheCloud, untilStatus } from '../../dev/demo/person/sync-status.ts'
import { turnTo } from '../../dev/demo/person/turn-to.ts'
import type { Fault } from '../../dev/proxy/fault.ts'
import { createGate } from '../../dev/proxy/gate.ts'
import { apiProblem, htmlPage } from '../../dev/proxy/injected-answers.ts'
import type { ProxiedRequest } from '../../dev/proxy/proxied-request.ts'
import { patienceMs, Stage } from './stage.ts'

const isPut = (request: ProxiedRequest) => request.kind === 'api' && request.method === 'PUT'

let stage: Stage
let a: UserDevice
let removals: (() => void)[] = []

beforeAll(async () => {
  stage = await Stage.open()
  a = await stage.signedInDevice('A')
})
afterEach(() => {
  for (const remove of removals) remove()
  removals = []
})
afterAll(() => stage.close())

const inject = (fault: Fault, times: number) => removals.push(a.line.inject({ matches: isPut, fault, times }))

async function freshProjectInTheCloud(name: string): Promise<void> {
  await stage.freshProject(a, name)
  await untilInTheCloud(a.page, patienceMs)
}

/** Renames a fresh project whose next writes meet the fault. */
async function renameInto(fault: Fault, times: number, name: string): Promise<void> {
  await freshProjectInTheCloud(name)
  inject(fault, times)
  await renameProject(a.page, `${name}, renamed`)
}

test('[QU6] 429 with Retry-After is waited out and shown, and the button ends the wait at once', async () => {
  await renameInto(apiProblem(429, 'rate-limited', { retryAfterMs: 600_000 }), 1, 'Busy API')
  await untilStatus(a.page, { durability: 'on-this-device', activity: 'waiting' }, patienceMs)
  await a.page.getByTestId('retry-now').click()
  await untilInTheCloud(a.page, patienceMs)
})

test('[QU6] a failing API is tried again by itself', async () => {
  await renameInto(apiProblem(500, 'internal'), 2, 'Failing API')
  await untilStatus(a.page, { durability: 'on-this-device' }, patienceMs)
  await untilInTheCloud(a.page, patienceMs)
})

test('[QU11] [ST1] a page of HTML, answered with 200, is never taken for the cloud’s word', async () => {
  await freshProjectInTheCloud('Captive portal')
  inject(htmlPage(200), Number.POSITIVE_INFINITY)
  const putsBefore = a.line.exchanges.filter(({ request }) => isPut(request)).length
  await renameProject(a.page, 'Captive portal, renamed')
  const answeredTwice = () => a.line.exchanges.filter(({ request }) => isPut(request)).length >= putsBefore + 2
  await a.line.until(answeredTwice, AbortSignal.timeout(patienceMs))
  await untilStatus(a.page, { durability: 'on-this-device' }, patienceMs)
  for (const remove of removals) remove()
  await untilInTheCloud(a.page, patienceMs)
})

test('[PV3] [QU2] the reply to a write is lost and another device writes in between: both edits count, and nobody is asked', async () => {
  const b = await stage.signedInDevice('B')
  await freshProjectInTheCloud('Lost reply')
  await turnTo(b.page)
  await openProject(b.page, 'Lost reply')

  const gate = createGate()
  inject({ kind: 'lose-reply' }, 1)
  inject({ kind: 'hold', until: gate.opened }, Number.POSITIVE_INFINITY)
  await renameProject(a.page, 'Renamed on A')
  const isLost = () => a.line.exchanges.some(({ request, phase }) => isPut(request) && phase.kind === 'broken')
  await a.line.until(isLost, AbortSignal.timeout(patienceMs))
  await turnTo(b.page)
  await untilNamed(b.page, 'Renamed on A', patienceMs)
  await renameProject(b.page, 'Renamed on B')
  await untilInTheCloud(b.page, patienceMs)
  gate.open()

  await untilNamed(a.page, 'Renamed on B', patienceMs)
  await untilInTheCloud(a.page, patienceMs)
  for (const { page } of [a, b]) expect(await page.getByTestId('conflict-dialog').count()).toBe(0)
})
