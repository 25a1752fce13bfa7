import { eraseAccount as call } from '#contract/calls.ts'
import type { ProjectSync } from '../cloud-sync.ts'
import { insideOf } from '../lifecycle/inside-of.ts'
import type { Clock } from '../runtime/clock.ts'
import { askCloud } from '../transport/ask-cloud.ts'

/** A user's wish to have everything in the cloud gone. */
export interface EraseWish {
  /** What nobody sends by mistake. */
  readonly confirm: 'erase everything of mine'
}

/**
 * Has everything of the account's in the cloud erased that is there now: from then on no device reaches it, and by
 * `goneByMs` (ms since the epoch, at most three days on) rows and bytes are gone, but for the backups that the
 * stage keeps. Sending is paused before, for good, so that this device brings nothing back; what devices hold stays
 * with them. The user's account itself is the app's, or its user pool's, to close.
 *
 * @param wish the words that confirm it
 * @throws as `readUsage`; where it throws, some may be gone already: call it again
 * @example
 * await eraseAccount(sync, { confirm: 'erase everything of mine' })
 */
export async function eraseAccount(sync: ProjectSync, { confirm }: EraseWish): Promise<{ readonly goneByMs: number }> {
  const { parts, closing } = insideOf(sync)
  await sync.pause()
  // Asked as often as the cloud says that some is left, under one id: what is made meanwhile stays.
  const body = { erasureId: parts.random.id(), confirm }
  for (;;) {
    const reply = await askCloud(parts.api, call, { params: {}, body }, closing)
    if (reply.state === 'erased') return { goneByMs: reply.goneByMs }
    await untilLater(parts.clock, reply.retryAfterMs, closing)
  }
}

/** Ends at once where it is closed; leaves neither timer nor listener. */
function untilLater(clock: Clock, delayMs: number, closing: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      cancel()
      closing.removeEventListener('abort', end)
      resolve()
    }
    const cancel = clock.schedule(delayMs, end)
    closing.addEventListener('abort', end)
  })
}
