import type * as v from 'valibot'
import type { ListProjectsQuery } from '#contract/project-requests.ts'
import { ApiFailure } from '../errors/api-failure.ts'
import { readCursor, readSince } from './list-token.ts'
import type { ListPosition } from './project-store.ts'

/** Which listing a request asks for, and where in it. */
export interface Listing {
  /** When its first page was asked for: its `nextSince` tells from there. */
  readonly startedAtMs: number
  /** Present in a listing of changes. */
  readonly fromMs?: number
  readonly after?: ListPosition
}

const minuteMs = 60 * 1000
const dayMs = 24 * 60 * minuteMs
/**
 * A change may carry a time before the listing that it came too late for: two clocks may each be a minute off,
 * and half a minute is a function's whole life, between reading its clock and the write.
 */
const overlapMs = 2.5 * minuteMs

/**
 * @throws ApiFailure `invalid-request` for a cursor or `since` that was not given to this caller, `cursor-expired` for
 * one from which deletions can no longer be told
 */
export function listingOf(
  query: v.InferOutput<typeof ListProjectsQuery>,
  userId: string,
  nowMs: number,
  tombstoneDays: number,
): Listing {
  const life = { nowMs, tombstoneDays }
  if (query.cursor !== undefined) {
    const { startedAtMs, fromMs, after } = readCursor(query.cursor, userId)
    refuseExpired(startedAtMs, fromMs ?? startedAtMs - overlapMs, life)
    return { startedAtMs, ...(fromMs === undefined ? {} : { fromMs }), after }
  }
  if (query.since === undefined) return { startedAtMs: nowMs }
  const { atMs } = readSince(query.since, userId)
  refuseExpired(atMs, atMs - overlapMs, life)
  return { startedAtMs: nowMs, fromMs: Math.max(0, atMs - overlapMs) }
}

function refuseExpired(givenAtMs: number, fromMs: number, life: { nowMs: number; tombstoneDays: number }): void {
  // Whoever drops tombstones has a clock of its own; and a time to come is of a clock that was set right since.
  const isForgotten = life.nowMs - fromMs >= life.tombstoneDays * dayMs - overlapMs
  if (isForgotten || givenAtMs > life.nowMs + overlapMs) throw new ApiFailure('cursor-expired')
}
