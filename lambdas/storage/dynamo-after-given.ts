import { ApiFailure } from '../errors/api-failure.ts'

/**
 * Asks for a page after a position that came with the request. The store refuses one that none of its pages ended at, and
 * whoever made that up is the caller.
 *
 * @param after undefined for the first page, which has nothing to refuse
 * @throws ApiFailure `invalid-request`
 */
export async function afterGiven<T>(after: object | undefined, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (after === undefined || !(error instanceof Error) || error.name !== 'ValidationException') throw error
    const message = 'was not given by this list to this caller'
    throw new ApiFailure('invalid-request', { issues: [{ path: 'query.cursor', message }] })
  }
}
