import { assertNever } from '../runtime/assert-never.ts'
import type { StorageFault } from './classify-storage-error.ts'

/** How far the device's store is to be asked. `replaceable`: it has not answered yet, and memory can stand in. */
export type StoreHealth =
  | Asked
  /** It failed so often in a row that it is left alone for a while. */
  | ({ readonly kind: 'left-alone' } & Rest)
  /** One call was let through, to see whether it answers again. */
  | ({ readonly kind: 'probed' } & Rest)
  /** This browser gives none: this tab's memory takes its place until the page is loaded anew. */
  | { readonly kind: 'memory' }

interface Asked {
  readonly kind: 'asked'
  readonly replaceable: boolean
  readonly failures: number
  readonly sinceMs: number
}

interface Rest {
  readonly replaceable: boolean
  readonly rests: number
  readonly sinceMs: number
  readonly untilMs: number
}

export type StoreEvent =
  /** Something wants to ask it. */
  | { readonly kind: 'wanted' }
  | { readonly kind: 'answered' }
  | { readonly kind: 'failed'; readonly fault: StorageFault }
  /** The user, or a hint of the browser's, says that it may do now. */
  | { readonly kind: 'retry' }

const failuresInARow = 3
const firstRestMs = 5000
const longestRestMs = 60_000
/** A browser that is just starting, or short of something, is not yet one that refuses. */
const patienceMs = 10_000

export const newHealth: Asked = { kind: 'asked', replaceable: true, failures: 0, sinceMs: 0 }

/** A circuit breaker, and the end of the tries where a store that can be replaced was refused from the start. */
export function healthAfter(health: StoreHealth, event: StoreEvent, nowMs: number): StoreHealth {
  if (health.kind === 'memory') return health
  switch (event.kind) {
    case 'wanted':
      return health.kind === 'left-alone' && !isResting(health, nowMs) ? { ...health, kind: 'probed' } : health
    case 'answered':
      return { ...newHealth, replaceable: false }
    case 'retry':
      return health.kind === 'asked' ? health : { ...health, kind: 'left-alone', untilMs: nowMs }
    case 'failed':
      if (event.fault === 'transient' || event.fault === 'fatal') return afterFailure(health, event.fault, nowMs)
      // One that is full does answer; one that is held by another version of the app waits for the user.
      return { ...newHealth, replaceable: health.replaceable && event.fault === 'held' }
    default:
      return assertNever(event)
  }
}

/** Whether a call may ask the store, by what was before it was wanted and what is after. */
export function mayAsk(before: StoreHealth, after: StoreHealth): boolean {
  return after.kind === 'asked' || (after.kind === 'probed' && before.kind === 'left-alone')
}

type Asking = Exclude<StoreHealth, { kind: 'memory' }>

function afterFailure(health: Asking, fault: StorageFault, nowMs: number): StoreHealth {
  const { replaceable } = health
  const isFirst = health.kind === 'asked' && health.failures === 0
  const sinceMs = isFirst ? nowMs : health.sinceMs
  if (replaceable && fault === 'fatal') return { kind: 'memory' }
  const failures = health.kind === 'asked' ? health.failures + 1 : failuresInARow
  if (failures < failuresInARow) return { kind: 'asked', replaceable, failures, sinceMs }
  if (replaceable && nowMs - sinceMs >= patienceMs) return { kind: 'memory' }
  // Calls that were let through together fail together: one rest for all of them.
  if (health.kind === 'left-alone') return health
  const rests = health.kind === 'probed' ? health.rests + 1 : 0
  const restMs = Math.min(longestRestMs, firstRestMs * 2 ** rests)
  return { kind: 'left-alone', replaceable, rests, sinceMs, untilMs: nowMs + restMs }
}

/** A clock that was set back to before the failures tells nothing of how much is left. */
function isResting({ sinceMs, untilMs }: Rest, nowMs: number): boolean {
  return nowMs < untilMs && nowMs >= sinceMs
}
