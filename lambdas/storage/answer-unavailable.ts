import { ApiFailure } from '../errors/api-failure.ts'

const retryAfterMs = 1_000
const transient = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'SlowDown',
  'ServiceUnavailable',
  'InternalServerError',
  'InternalError',
  'TimeoutError',
  'RequestTimeout',
])

/** A step of an AWS client, outside its retries: what they have not got through is answered `unavailable`. */
export function answerUnavailable<Input, Output>(next: (input: Input) => Promise<Output>) {
  return async (input: Input): Promise<Output> => {
    try {
      return await next(input)
    } catch (error) {
      if (isTransient(error)) throw new ApiFailure('unavailable', { retryAfterMs })
      throw error
    }
  }
}

export const outsideRetries = { step: 'initialize', name: 'answerUnavailable', priority: 'high' } as const

function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  // Every error of the SDK has the member; only those it would have retried have a value there.
  return transient.has(error.name) || (error as { $retryable?: unknown }).$retryable !== undefined
}
