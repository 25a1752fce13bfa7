import type { EraseAccountReply } from '#contract/account.ts'
import { SyncClosed } from '../lifecycle/sync-closed.ts'
import type { Clock } from '../runtime/clock.ts'
import type { Random } from '../runtime/random.ts'
import type { ApiClient } from '../transport/api-client.ts'

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
    const reply = await ask(api, body, closing)
    if (reply.state === 'erased') return { goneByMs: reply.goneByMs }
    await new Promise<void>((resolve) => {
      const cancel = clock.schedule(reply.retryAfterMs, resolve)
      closing.addEventListener(
        'abort',
        () => {
          cancel()
          resolve()
        },
        { once: true },
      )
    })
  }
}

async function ask(
  api: ApiClient,
  body: EraseWish & { readonly erasureId: string },
  closing: AbortSignal,
): Promise<EraseAccountReply> {
  if (closing.aborted) throw new SyncClosed()
  try {
    const reply = await api.call('eraseAccount', { params: {}, body, signal: closing })
    if (reply.kind === 'not-modified') throw new TypeError('Nothing was named that could be unchanged.')
    return reply.body
  } catch (error) {
    throw closing.aborted ? new SyncClosed() : error
  }
}
