import type { Garbage } from '../garbage/garbage.ts'
import type { HousekeepingPorts } from './housekeeping-ports.ts'
import { atOnce, sideBySide } from './side-by-side.ts'

/** Takes what is due of one account out of the store, and its rows after it: killed between, it is done again. */
export async function collectGarbage(
  { bin, assets, clock, meter }: Pick<HousekeepingPorts, 'bin' | 'assets' | 'clock' | 'meter'>,
  garbage: readonly Garbage[],
): Promise<void> {
  const nowMs = clock.nowMs()
  const due = garbage.filter(({ dueAtMs }) => dueAtMs <= nowMs)
  for (let at = 0; at < due.length; at += atOnce) {
    const some = due.slice(at, at + atOnce)
    await sideBySide(some, (one) => bin.remove(one))
    if (await assets.collected(some)) for (const { sizeBytes } of some) meter.add('BytesCollected', sizeBytes)
  }
}
