import { NonRetryableFetchError } from 'aws-jwt-verify/error'
import type { FetchKeys } from './verify-token.ts'

const longestWaitMs = 3_000

/** Reads a key set over http or https. */
export const fetchKeys: FetchKeys = async (uri) => {
  try {
    const response = await fetch(uri, { signal: AbortSignal.timeout(longestWaitMs) })
    if (!response.ok) throw new Error(`status ${response.status}`)
    return await response.arrayBuffer()
  } catch (error) {
    throw new NonRetryableFetchError(uri, error)
  }
}
