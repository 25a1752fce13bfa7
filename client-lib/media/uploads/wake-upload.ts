import type { PendingRetry } from '../../retry/retries.ts'
import type { UploadEvent } from './upload-event.ts'
import type { UploadPorts } from './upload-ports.ts'

/** Wakes an upload when its time comes: one that has failed as the budget of retries lets it, any other at once. */
export function wakeUpload(
  { clock, retries }: Pick<UploadPorts, 'clock' | 'retries'>,
  untilMs: number,
  isRetry: boolean,
  dispatch: (event: UploadEvent) => void,
): PendingRetry {
  const goOn = () => dispatch({ kind: 'time-came' })
  const waitMs = untilMs - clock.nowMs()
  return isRetry
    ? retries.schedule('media', waitMs, goOn, (heldUntilMs) => dispatch({ kind: 'held', untilMs: heldUntilMs }))
    : { cancel: clock.schedule(waitMs, goOn), hurry: goOn }
}
