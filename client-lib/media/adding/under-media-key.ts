import type { Locks } from '../../runtime/locks.ts'
import { mediaKeyLock } from './media-key-lock.ts'

/**
 * Works while nobody can take the bytes under this key for a leftover.
 * @throws what the work throws | the signal's reason, where it aborts before the lock is ours
 */
export async function underMediaKey<T>(
  locks: Locks,
  mediaKey: string,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  const outcomes: ({ result: T } | { error: unknown })[] = []
  await locks.whenHeld(mediaKeyLock(mediaKey), signal, async () => {
    outcomes.push(
      await work().then(
        (result) => ({ result }),
        (error: unknown) => ({ error }),
      ),
    )
  })
  const [outcome] = outcomes
  // Stays empty where the signal aborts before the lock is ours; then nothing was done.
  if (!outcome) throw signal.reason
  if ('error' in outcome) throw outcome.error
  return outcome.result
}
