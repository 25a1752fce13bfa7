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
  'TransactionInProgressException',
])
/** Node's, of a line that could not be had: the SDK gives these no name of its own. */
const unreached = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'])
/** As the SDK has it: an answer without a body, as any to a HEAD, names no error. */
const transientStatuses = new Set([429, 500, 502, 503, 504])

/** A step of an AWS client, outside its retries: what they have not got through is answered `unavailable`. */
export function answerUnavailable<Input, Output>(next: (input: Input) => Promise<Output>) {
  return async (input: Input): Promise<Output> => {
    try {
      return await next(input)
    } catch (error) {
      if (isTransient(error)) throw new ApiFailure('unavailable', { retryAfterMs }, { cause: error })
      throw error
    }
  }
}

export const outsideRetries = { step: 'initialize', name: 'answerUnavailable', priority: 'high' } as const

interface SdkError extends Error {
  readonly $retryable?: unknown
  readonly $metadata?: { readonly httpStatusCode?: number }
  readonly code?: string
}

function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { $retryable, $metadata, code = '' } = error as SdkError
  // Every error of the SDK has `$retryable`; only those it would have retried have a value there.
  if (transient.has(error.name) || unreached.has(code) || $retryable !== undefined) return true
  return $metadata?.httpStatusCode !== undefined && transientStatuses.has($metadata.httpStatusCode)
}
