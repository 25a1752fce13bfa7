import { eraseAccount as call } from '#contract/calls.ts'
import type { Clock } from '../runtime/clock.ts'
import type { Random } from '../runtime/random.ts'
import type { ApiClient } from '../transport/api-client.ts'
import { askCloud } from './ask-cloud.ts'

/** A user's wish to have everything in the cloud gone. */
export interface EraseWish {
  /** What nobody sends by mistake. */
  readonly confirm: 'erase everything of mine'
}

export interface ErasePorts {
  readonly api: ApiClient
  readonly clock: Clock
  readonly random: Random
}

/**
 * Asks the cloud, as often as it says that some is left, under one id: what is made meanwhile stays.
 *
 * @throws SyncClosed also where it is closed meanwhile, else as `ApiClient`
 */
export async function eraseAccount(
  { api, clock, random }: ErasePorts,
  { confirm }: EraseWish,
  closing: AbortSignal,
): Promise<{ readonly goneByMs: number }> {
  const body = { erasureId: random.id(), confirm }
  for (;;) {
    const reply = await askCloud(api, call, { params: {}, body }, closing)
    if (reply.state === 'erased') return { goneByMs: reply.goneByMs }
    await untilLater(clock, reply.retryAfterMs, closing)
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
