import type { Clock } from '../runtime/clock.ts'
import type { Locks } from '../runtime/locks.ts'

/** Longer than any sign-in takes; a tab that was frozen over it must not keep the others from theirs. */
const patienceMs = 10_000

/** Work that several tabs may be about to do at once, in turns; without the turn where that does not come. */
export async function oneTabAtATime<T>(
  { locks, clock, name }: { readonly locks: Locks; readonly clock: Clock; readonly name: string },
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  const impatient = new AbortController()
  const cancel = clock.schedule(patienceMs, () => impatient.abort())
  let doing: Promise<T> | undefined
  const held = async () => {
    doing = work()
    await doing.catch(() => undefined)
  }
  try {
    await locks.whenHeld(name, AbortSignal.any([signal, impatient.signal]), held)
  } finally {
    cancel()
  }
  signal.throwIfAborted()
  return doing ?? work()
}
