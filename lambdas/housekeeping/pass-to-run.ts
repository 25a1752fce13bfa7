import type { Pass } from './account-registry.ts'

const dayMs = 24 * 60 * 60 * 1000

/** The pass to go on with, or a new one where the last was begun on an earlier day of UTC and is done. */
export function passToRun(last: Pass | undefined, nowMs: number): Extract<Pass, { state: 'under-way' }> | undefined {
  if (last?.state === 'under-way') return last
  const isOfToday = last !== undefined && dayOf(last.startedAtMs) === dayOf(nowMs)
  return isOfToday ? undefined : { startedAtMs: nowMs, state: 'under-way', after: undefined }
}

const dayOf = (ms: number) => Math.floor(ms / dayMs)
