import type { Look } from '../remote/change-feed.ts'
import { pollCloud } from '../remote/poll-cloud.ts'
import type { CatchUp } from './catch-up.ts'
import { lineAfter } from './line-state.ts'
import { afterListing, retryTroubles } from './session-reactions.ts'
import type { StoreCare } from './store-care.ts'
import type { SyncParts } from './sync-parts.ts'

interface PollHooks {
  readonly stores: StoreCare
  readonly upToDate: CatchUp
  readonly update: () => void
}

/** One round of the tab that leads: what other tabs have written, then what the cloud has, and what both say of the line. */
export async function pollSession(
  parts: SyncParts,
  { stores, upToDate, update }: PollHooks,
  signal: AbortSignal,
): Promise<Look> {
  const { leader, line } = parts
  const refusals = line.refusals()
  retryTroubles(parts)
  await upToDate.lanes().catch(stores.failed)
  let isAnswered = false
  const onAnswered = () => {
    isAnswered = true
  }
  const verdict = await pollCloud(
    { ...parts, ...leader, onAnswered, onListed: (change) => afterListing(parts, change) },
    signal,
  )
  // Who was refused meanwhile may not be parked yet, and is taken up by the next poll that is answered.
  if (verdict?.kind === 'sign-in' || line.refusals() === refusals) line.set(lineAfter(verdict, isAnswered))
  if (verdict?.kind === 'storage') stores.failed(undefined, verdict)
  // A round that went well has written what it was told.
  else if (!verdict) stores.wrote()
  update()
  const isFailed = verdict?.kind === 'retry'
  return { isFailed, notBeforeMs: isFailed ? (verdict.afterMs ?? 0) : 0 }
}
