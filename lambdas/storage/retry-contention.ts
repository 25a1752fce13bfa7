import { TransactionCanceledException, TransactionConflictException } from '@aws-sdk/client-dynamodb'
import { busy, whileBusy } from './while-busy.ts'

const firstPauseMs = 20
const passing = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])

/**
 * Runs a DynamoDB write again while it only lost a race for a row, with full jitter between.
 *
 * @throws ApiFailure `unavailable` when the row stays contended
 */
export function retryContention<T>(attempt: () => Promise<T>, pause?: (ms: number) => Promise<void>): Promise<T> {
  const unlessContended = (error: unknown): typeof busy => {
    if (isContention(error)) return busy
    throw error
  }
  return whileBusy<T>(() => attempt().catch(unlessContended), firstPauseMs, pause)
}

function isContention(error: unknown): boolean {
  if (error instanceof TransactionConflictException) return true
  if (!(error instanceof TransactionCanceledException)) return false
  return (error.CancellationReasons ?? []).some(({ Code }) => Code !== undefined && passing.has(Code))
}
