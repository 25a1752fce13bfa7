import type { Exchange } from '../../../dev/proxy/traffic-ledger.ts'
import type { BenchFile } from '../files/bench-file.ts'

/**
 * Bytes of the parts that are in flight as their sender knows it: some of them have come to the store, and no answer has
 * come back, be it on its way or lost.
 *
 * @param exchanges since the sender began, in their order
 */
export function unansweredBytes(exchanges: readonly Exchange[], file: Pick<BenchFile, 'parts'>): number {
  const last = new Map<number, Exchange>()
  for (const exchange of exchanges) {
    if (exchange.request.kind === 'part') last.set(exchange.request.partNumber, exchange)
  }
  return file.parts.reduce((sum, { partNumber, sizeBytes }) => {
    const exchange = last.get(partNumber)
    const isInFlight = exchange && exchange.phase.kind !== 'answered' && exchange.forwardedBytes > 0
    return isInFlight ? sum + sizeBytes : sum
  }, 0)
}
