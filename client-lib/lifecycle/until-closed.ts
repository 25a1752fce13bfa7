import { SyncClosed } from './sync-closed.ts'

/**
 * What an app waits for, and a closed sync does not end.
 *
 * @throws SyncClosed where it is closed, before or meanwhile, else what the work throws
 */
export async function untilClosed<T>(closing: AbortSignal, work: () => Promise<T>): Promise<T> {
  if (closing.aborted) throw new SyncClosed()
  try {
    return await work()
  } catch (error) {
    throw closing.aborted ? new SyncClosed() : error
  }
}
