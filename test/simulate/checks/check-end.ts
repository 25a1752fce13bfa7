import type { SimDevice } from '../world/sim-device.ts'
import type { World } from '../world/world.ts'
import { checkCancelled } from './check-cancelled.ts'
import { checkRetries } from './check-retries.ts'

const minuteMs = 60_000

/** After the drain: files are whole and known everywhere, and what is closed leaves nothing. */
export async function checkEnd(world: World, account: string, isBroken: () => boolean): Promise<void> {
  const { time, verdict } = world.context
  // A poll later, what was stored last is known to all.
  await time.runUntil(time.nowMs + 2 * minuteMs, isBroken)
  // Before files are opened: who opens one hears of it by that.
  for (const device of world.devices) checkViews(world, device, account)
  for (const device of world.devices) lookAtFiles(world, device, account)
  await time.runUntil(time.nowMs + minuteMs, isBroken)
  for (const device of world.devices) {
    checkDocuments(world, device)
    checkFiles(world, device, account)
    await checkCancelled(world, device.home)
    checkOpened(world, device, account)
    world.losses.told(device.home, device.openTabs()[0]?.losses ?? [])
    world.losses.checkEnd(device.home)
    for (const tab of device.openTabs()) checkRetries(tab, device.clockForwardMs, world.context)
  }
  if (verdict.violation) return
  for (const device of world.devices) for (const at of device.tabs.keys()) void device.close(at)
  await time.runUntil(time.nowMs + 2 * minuteMs, isBroken)
}

/** Each user reads what is lost, and opens every file that the cloud has. */
function lookAtFiles(world: World, device: SimDevice, account: string): void {
  const [tab] = device.openTabs()
  if (!tab) return
  void device.hand.readLosses(tab)
  for (const [projectId, assetId] of storedFiles(world, account))
    void device.hand.files.openAsset(tab, projectId, assetId)
}

function checkOpened(world: World, device: SimDevice, account: string): void {
  const [tab] = device.openTabs()
  for (const [projectId, assetId] of storedFiles(world, account)) {
    if (!tab || tab.opened.has(assetId)) continue
    world.context.verdict.fail('5 devices differ', `${device.name} could not open ${assetId} of ${projectId}`)
  }
}

/** Of the projects that are there. */
function storedFiles({ cloud }: World, account: string): readonly (readonly [projectId: string, assetId: string])[] {
  const prefix = `${cloud.userId(account)}#`
  return [...cloud.server.database.media].flatMap(([key, { assetId, state }]) => {
    const [projectId] = key.slice(prefix.length).split('#')
    if (!key.startsWith(prefix) || state !== 'stored' || projectId === undefined) return []
    const current = cloud.current(account, projectId)
    return current && current.deletedAtMs === undefined ? [[projectId, assetId] as const] : []
  })
}

/** Whatever way it took, an edit arrives as it was made. */
function checkDocuments({ context }: World, { name, home }: SimDevice): void {
  for (const [projectId, held] of home.saved) {
    const made = context.book.get(held.name)?.edit
    if (made?.document === held.document && made.assetIds.join() === held.assetIds.join()) continue
    context.verdict.fail('5 devices differ', `${name} holds ${held.name} of ${projectId} otherwise than it was made`)
  }
}

function checkFiles({ cloud, context }: World, device: SimDevice, account: string): void {
  const { files } = context
  const [tab] = device.openTabs()
  const cancelled = new Map(device.home.words.cancelled())
  for (const file of device.home.files) {
    const { projectId, assetId } = file
    const current = cloud.current(account, projectId)
    if (!current || current.deletedAtMs !== undefined) continue
    const key = `${cloud.userId(account)}#${projectId}#${assetId}`
    const rowKey = `${projectId}/${assetId}`
    if (device.home.mayBeGone.has(rowKey) || cancelled.has(rowKey)) continue
    if (!cloud.server.database.media.has(key) && cloud.tookAway.has(key)) continue
    const stored = cloud.storedBytes(account, projectId, assetId)
    if (!stored || !files.isGiven(assetId, stored)) files.notStored(device.home, file, tab?.losses ?? [])
  }
}

/** An app that has listed a project's files has heard of each that is stored. */
function checkViews({ cloud, context }: World, device: SimDevice, account: string): void {
  const userId = cloud.userId(account)
  for (const { watched, assets, page } of device.openTabs()) {
    for (const projectId of watched) {
      const current = cloud.current(account, projectId)
      if (!current || current.deletedAtMs !== undefined) continue
      const prefix = `${userId}#${projectId}#`
      for (const [key, { assetId, state }] of cloud.server.database.media) {
        if (!key.startsWith(prefix) || state !== 'stored' || assets.get(`${projectId}/${assetId}`)?.inTheCloud) continue
        context.verdict.fail('5 devices differ', `${page.name} was not told that ${assetId} of ${projectId} is stored`)
      }
    }
  }
}
