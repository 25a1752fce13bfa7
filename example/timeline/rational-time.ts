import { ExactNumber } from './json/exact-number.ts'
import type { JsonObject, JsonValue } from './json/json-value.ts'
import { isNode } from './otio-node.ts'

/** The rate of the times this editor writes itself, in frames a second. */
export const editorRate = 30

/** Seconds of a RationalTime; undefined where it is absent or no finite time. */
export function secondsOf(time: JsonValue | undefined): number | undefined {
  if (!isNode(time)) return undefined
  const seconds = numberOf(time.value) / numberOf(time.rate)
  return Number.isFinite(seconds) ? seconds : undefined
}

/** The rate of a TimeRange's duration, or the editor's own where it gives none. */
export function rateOf(range: JsonValue | undefined): number {
  const duration = isNode(range) ? range.duration : undefined
  const rate = isNode(duration) ? numberOf(duration.rate) : Number.NaN
  return Number.isFinite(rate) && rate > 0 ? rate : editorRate
}

/** A RationalTime on the nearest whole frame of `rate`. */
export function rationalTime(seconds: number, rate: number): JsonObject {
  return { OTIO_SCHEMA: 'RationalTime.1', rate: float(rate), value: float(Math.round(seconds * rate)) }
}

export interface Range {
  readonly startS: number
  readonly durationS: number
}

export function timeRange({ startS, durationS }: Range, rate: number): JsonObject {
  return {
    OTIO_SCHEMA: 'TimeRange.1',
    duration: rationalTime(durationS, rate),
    start_time: rationalTime(startS, rate),
  }
}

/** Start and length of a TimeRange; undefined where it has no finite length. */
export function rangeOf(range: JsonValue | undefined): Range | undefined {
  if (!isNode(range)) return undefined
  const durationS = secondsOf(range.duration)
  if (durationS === undefined || durationS < 0) return undefined
  return { startS: secondsOf(range.start_time) ?? 0, durationS }
}

function numberOf(value: JsonValue | undefined): number {
  if (typeof value === 'number') return value
  return value instanceof ExactNumber ? value.valueOf() : Number.NaN
}

/** OpenTimelineIO keeps times as floats and writes them so. */
function float(value: number): JsonValue {
  return Number.isSafeInteger(value) ? new ExactNumber(`${value}.0`) : value
}
