import { bytesAtStore, partsAccepted } from '../../proxy/traffic-ledger.ts'
import { type DemoRun, transferPatienceMs } from '../demo-run.ts'

/**
 * Waits until parts are on their way, pulls A's cable and kills its browser at once.
 *
 * @returns the parts in flight at that instant, as the proxy saw them
 */
export async function killAMidUpload({ world, say }: DemoRun, signal: AbortSignal): Promise<number> {
  const { line } = world.a
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(transferPatienceMs)])
  await line.untilPartsInFlight(2, inTime)
  const { partsInFlight } = line.cut()
  await world.a.kill()
  const sentMiB = (bytesAtStore(line.exchanges) / 2 ** 20).toFixed(1)
  say(`   the network is cut and A's browser killed: ${sentMiB} MiB sent,`)
  say(`   ${partsAccepted(line.exchanges)} parts accepted, ${partsInFlight} in flight`)
  return partsInFlight
}
