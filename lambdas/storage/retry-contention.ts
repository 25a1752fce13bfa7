import { TransactionCanceledException, TransactionConflictException } from '@aws-sdk/client-dynamodb'
import { ApiFailure } from '../errors/api-failure.ts'

const attempts = 6
const firstPauseMs = 20
const busyRetryAfterMs = 500
const passing = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])

/**
 * Runs a DynamoDB write again while it only lost a race for a row, with full jitter between.
 *
 * @throws ApiFailure `unavailable` when the row stays contended
 */
export async function retryContention<T>(attempt: () => Promise<T>, pause = pauseMs): Promise<T> {
  for (let tried = 0; tried < attempts; tried += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (!isContention(error)) throw error
      await pause(Math.random() * firstPauseMs * 2 ** tried)
    }
  }
  throw new ApiFailure('unavailable', { retryAfterMs: busyRetryAfterMs })
}

function isContention(error: unknown): boolean {
  if (error instanceof TransactionConflictException) return true
  if (!(error instanceof TransactionCanceledException)) return false
  return (error.CancellationReasons ?? []).some(({ Code }) => Code !== undefined && passing.has(Code))
}

export function pauseMs(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
