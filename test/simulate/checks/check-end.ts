import type { SimDevice } from '../world/sim-device.ts'
import type { World } from '../world/world.ts'

const minuteMs = 60_000

/** After the drain: files are whole and known everywhere, and what is closed leaves nothing. */
export async function checkEnd(world: World, account: string, isBroken: () => boolean): Promise<void> {
  const { time, verdict } = world.context
  // A poll later, what was stored last is known to all.
  await time.runUntil(time.nowMs + 2 * minuteMs, isBroken)
  for (const device of world.devices) {
    checkDocuments(world, device)
    checkFiles(world, device, account)
    checkViews(world, device, account)
  }
  if (verdict.violation) return
  for (const device of world.devices) for (const at of device.tabs.keys()) void device.close(at)
  await time.runUntil(time.nowMs + 2 * minuteMs, isBroken)
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
  const { database, objects } = cloud.server
  const userId = cloud.userId(account)
  for (const { projectId, assetId, bytes } of device.home.files) {
    const current = cloud.current(account, projectId)
    if (!current || current.deletedAtMs !== undefined) continue
    const key = `${userId}#${projectId}#${assetId}`
    const item = database.media.get(key)
    if (!item && cloud.tookAway.has(key)) continue
    const asset = [...database.assets.values()].find((one) => one.userId === userId && one.checksum === item?.checksum)
    const stored = asset && objects.objects.get(asset.session.storageKey)
    if (item?.state === 'stored' && stored && Buffer.compare(stored.bytes, bytes) === 0) continue
    context.verdict.fail(
      '4 asset differs',
      `${assetId} of ${projectId}, given to ${device.name}, is not what is stored`,
    )
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
