import { inTime } from '../transport/in-time.ts'
import { SyncClosed } from './sync-closed.ts'
import type { SyncParts } from './sync-parts.ts'

/** Until what is under way is left behind. */
const closingMs = 10_000

/** Ends what the parts have begun, and then what they stand on. */
export async function leaveParts(parts: SyncParts): Promise<void> {
  const { adopting, clock, duty, leadership, media, opening, poller, runner, signedOut, store, tabs, troubles, turns } =
    parts
  opening.close()
  adopting?.close()
  troubles.close()
  duty.set(false)
  parts.watch.close()
  const settled = () =>
    Promise.all([turns.settled(), runner.settled(), poller.settled(), media.close(), leadership.close()])
  // An app's store that does not answer holds it up no longer.
  const limits = { clock, signal: parts.left.signal, timeoutMs: closingMs }
  await inTime(limits, settled).catch(() => undefined)
  parts.left.abort(new SyncClosed())
  tabs.close()
  store.close()
  signedOut?.store.close()
}
