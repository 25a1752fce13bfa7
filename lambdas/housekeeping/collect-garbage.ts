import type { Garbage } from '../garbage/garbage.ts'
import type { HousekeepingPorts } from './housekeeping-ports.ts'

/** Takes what is due out of the store, and its row after it: killed between, it is done again. */
export async function collectGarbage(
  { bin, assets, clock, meter }: Pick<HousekeepingPorts, 'bin' | 'assets' | 'clock' | 'meter'>,
  garbage: readonly Garbage[],
): Promise<void> {
  const nowMs = clock.nowMs()
  for (const one of garbage.filter(({ dueAtMs }) => dueAtMs <= nowMs)) {
    await bin.remove(one)
    if (await assets.collected(one)) meter.add('BytesCollected', one.sizeBytes)
  }
}
