import { setTimeout as delay } from 'node:timers/promises'

/** Waits, or rejects with the signal's own reason, which says who stopped it: Node's error would not. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => signal.throwIfAborted())
}
