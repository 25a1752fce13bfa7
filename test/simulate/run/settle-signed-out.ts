import { allow } from '../plan/device-performers.ts'
import { nobody } from '../world/nobody.ts'
import type { SimDevice } from '../world/sim-device.ts'
import type { World } from '../world/world.ts'

const minuteMs = 60_000

/**
 * In calm the app is opened once more for nobody, wherever something is left of that: it queues what was saved and
 * not queued, and its user reads what is lost.
 */
export async function settleSignedOut(world: World, isBroken: () => boolean): Promise<void> {
  const { context, devices, losses } = world
  const { faults, time, trace, verdict } = context
  faults.end()
  const left = devices.filter((device) => hasWork(device))
  for (const device of devices) if (device.account === nobody || device.lingering) device.killAll()
  if (left.length === 0) return
  trace.add('everyone', 'calm, for nobody')
  for (const device of left) {
    device.killAll()
    allow(device.signedOut)
    device.user = undefined
    device.account = nobody
    device.open(0)
  }
  await time.runUntil(time.nowMs + 2 * minuteMs, isBroken)
  for (const device of left) for (const tab of device.openTabs()) void device.hand.readLosses(tab)
  await time.runUntil(time.nowMs + minuteMs, isBroken)
  for (const device of left) {
    const [tab] = device.openTabs()
    const named = tab?.losses ?? []
    losses.told(device.signedOut, named)
    for (const loss of device.signedOut.isDamaged ? [] : named)
      if (loss.kind === 'content-lost')
        verdict.fail('2 false claim', `${device.name} names what was made of ${loss.projectId} signed out as lost`)
    for (const at of device.tabs.keys()) void device.close(at)
  }
  await time.runUntil(time.nowMs + minuteMs, isBroken)
}

function hasWork({ signedOut: { disk, evicted, saved } }: SimDevice): boolean {
  return saved.size > 0 || evicted.size > 0 || [...disk.tables.keys()].some((key) => /^(lanes|assets)\//.test(key))
}
