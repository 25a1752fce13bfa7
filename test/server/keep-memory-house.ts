import { keepHouse } from '../../lambdas/housekeeping/keep-house.ts'
import { RequestMeter } from '../../lambdas/metrics/request-meter.ts'
import type { HandClock } from '../../testing/time/hand-clock.ts'
import { memoryRows } from '../housekeeping/world-ports.ts'
import type { MemoryServer } from './memory-server.ts'
import { shippedRetention } from './shipped-retention.ts'

const dayMs = 24 * 60 * 60 * 1000

/** So many days pass on the server's clock, with a pass of housekeeping on each. */
export async function passDays({ database, objects }: MemoryServer, clock: HandClock, days: number): Promise<void> {
  const bytes = { store: objects, lists: objects, bin: objects }
  const onFailedStep = ({ step, cause }: { readonly step: string; readonly cause: unknown }) => {
    throw new Error(`housekeeping failed at ${step}`, { cause })
  }
  const ports = { ...memoryRows(database), ...bytes, clock, retention: shippedRetention, onFailedStep }
  for (let day = 0; day < days; day += 1) {
    clock.advance(dayMs)
    await keepHouse({ ...ports, meter: new RequestMeter() }, { owner: 'house', remainingMs: () => 900_000 })
  }
}
