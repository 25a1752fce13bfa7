import { allow, signIn } from '../plan/device-performers.ts'
import type { Elsewhere } from '../world/elsewhere.ts'
import { addedRows, lostFiles, openFiles } from '../world/file-rows.ts'
import type { SimDevice } from '../world/sim-device.ts'
import type { SimTab } from '../world/sim-tab.ts'
import { answers } from '../world/user-answer.ts'
import type { World } from '../world/world.ts'

const minuteMs = 60_000
/** A part of a file that hangs is given up after two minutes, and a poll comes within one. */
const boundMs = 40 * minuteMs
const roundMs = 10_000

/** Nothing goes wrong any more, and users answer what they are asked: all must come to rest, everywhere the same. */
export async function drain(
  world: World,
  elsewhere: Elsewhere,
  account: string,
  isBroken: () => boolean,
): Promise<void> {
  const { context, devices } = world
  const { time, verdict, faults, trace } = context
  faults.end()
  trace.add('everyone', `calm, for ${account}`)
  for (const device of devices) calm(device, account, trace)
  const untilMs = time.nowMs + boundMs
  let restless: string[] = []
  while (time.nowMs < untilMs) {
    await time.runUntil(time.nowMs + roundMs, isBroken)
    if (verdict.violation) return
    restless = devices.flatMap((device) => restlessness(world, device, account))
    if (restless.length === 0) return
    for (const device of devices) {
      for (const tab of device.openTabs()) saveAgain(device, tab)
      answerWhatIsAsked(world, device, elsewhere)
      restoreFiles(device)
      resumeTakenOver(device)
    }
  }
  verdict.fail('5 not drained', restless.join('; '))
}

function calm(device: SimDevice, account: string, trace: World['context']['trace']): void {
  device.line.weather = 'calm'
  for (const home of device.homes) allow(home)
  if (device.account !== account) for (const at of device.tabs.keys()) device.kill(at)
  device.account = account
  for (const { page } of device.openTabs()) page.thaw()
  for (const at of device.tabs.keys()) device.open(at)
  // Who has paused knows it, though the status names what is more urgent.
  // Every other file that was cancelled stays so.
  const { files, words } = device.home
  const cancelled = new Set(words.cancelled().map(([key]) => key.split('/')[1]))
  const staysCancelled = new Set(
    files.map(({ assetId }) => assetId).filter((id, at) => cancelled.has(id) && at % 2 === 0),
  )
  for (const tab of device.openTabs()) device.hand.resume(tab, ({ assetId }) => staysCancelled.has(assetId))
  signIn(device, account, trace)
}

/** What keeps a device from rest, in words. */
function restlessness({ cloud }: World, device: SimDevice, account: string): string[] {
  const { home } = device
  const places = home.projectIds().flatMap((projectId) => {
    const current = cloud.current(account, projectId)
    if (!current || current.deletedAtMs !== undefined) return []
    const held = home.holds(projectId)
    return held === current.name ? [] : [`${device.name} holds ${held} of ${projectId}, the cloud ${current.name}`]
  })
  const tabs = device.openTabs().flatMap((tab) => unsettled(world(cloud, account), tab))
  return [...places, ...tabs]
}

function world(cloud: World['cloud'], account: string) {
  return (projectId: string) => {
    const current = cloud.current(account, projectId)
    return current !== undefined && current.deletedAtMs === undefined
  }
}

function unsettled(isLive: (projectId: string) => boolean, { page, sync, home }: SimTab): string[] {
  const { projects, uploads } = sync.status.get()
  const waiting = Object.entries(projects).flatMap(([projectId, { durability, activity }]) => {
    const isExpected = !isLive(projectId) && home.lane(projectId)?.acknowledged?.gone === true
    const rests = durability === 'in-the-cloud' && activity.kind === 'idle'
    return rests || isExpected ? [] : [`${page.name}: ${projectId} is ${durability}, ${JSON.stringify(activity)}`]
  })
  const lost = new Set(lostFiles(home).map(({ projectId, assetId }) => `${projectId}/${assetId}`))
  // Also a copy's files, whose project has gone with its rows before the cloud had it.
  const left = openFiles(home).filter(({ projectId, assetId }) => {
    const isGivenUp = home.givenUp.has(assetId) && lost.has(`${projectId}/${assetId}`)
    return isGivenUp || !isLive(projectId)
  })
  const cancelling = addedRows(home).filter(({ upload }) => upload?.phase === 'cancelling')
  if (cancelling.length > 0) waiting.push(`${page.name}: ${cancelling.map(({ key }) => key)} are being cancelled`)
  return uploads.open > left.length ? [...waiting, `${page.name}: ${uploads.open} uploads are open`] : waiting
}

/** What the device refused, and said so, its user saves again. */
function saveAgain(device: SimDevice, tab: SimTab): void {
  for (const [projectId, { durability }] of Object.entries(tab.sync.status.get().projects)) {
    if (durability === 'unsaved') device.hand.edit(tab, projectId)
  }
}

/** Files whose bytes are gone are tried again once, in vain. Of them the user has half at hand still, and adds them again. */
function restoreFiles(device: SimDevice): void {
  const [tab] = device.openTabs()
  const { files, givenUp, retried } = device.home
  for (const file of tab ? lostFiles(device.home) : []) {
    if (!retried.has(file.assetId)) void device.hand.uploads.retry(tab as SimTab, file.assetId).catch(() => undefined)
    retried.add(file.assetId)
    if (files.findIndex(({ assetId }) => assetId === file.assetId) % 2 === 0) givenUp.add(file.assetId)
    else void device.hand.files.restore(tab as SimTab, file)
  }
}

/** What was paused came so to an account, or into a copy, since its user had all of it go on. */
function resumeTakenOver(device: SimDevice): void {
  const [tab] = device.openTabs()
  const { home } = device
  const added = new Set(home.files.map(({ projectId, assetId }) => `${projectId}/${assetId}`))
  const isPaused = (assetId: string, isTakenOver = false) =>
    addedRows(home, assetId).some(({ key, paused }) => paused && (isTakenOver || !added.has(key)))
  const ids = new Set(home.files.flatMap(({ assetId, isTakenOver }) => (isPaused(assetId, isTakenOver) ? assetId : [])))
  if (tab && ids.size > 0) device.hand.resume(tab, ({ assetId }) => !ids.has(assetId))
}

function answerWhatIsAsked({ context, cloud }: World, device: SimDevice, elsewhere: Elsewhere): void {
  const { chance } = context
  const [tab] = device.openTabs()
  if (!tab) return
  const { projects } = tab.sync.status.get()
  for (const [projectId, { activity: shown, durability }] of Object.entries(projects)) {
    if (shown.kind === 'conflict') void device.hand.resolve(tab, chance.pick(answers))
    // The device did not take that it goes on, and said so.
    if (shown.kind === 'paused') device.hand.resume(tab)
    if (shown.kind !== 'blocked') continue
    const current = cloud.current(tab.home.account, projectId)
    // Half of what was deleted comes back, and what was edited since meets it.
    if (current?.deletedAtMs !== undefined && chance.happens(0.5)) void elsewhere.undelete(tab.home.account, projectId)
    // What is named as lost, of what the cloud has a later edit of or never had, the user takes note of.
    else if (shown.code === 'content-lost' && (durability === 'in-the-cloud' || !current))
      void device.hand.takeNote(tab)
    else if (shown.code === 'project-deleted' || shown.code === 'project-not-found') tab.retryNow()
    else device.hand.edit(tab, projectId)
  }
}
