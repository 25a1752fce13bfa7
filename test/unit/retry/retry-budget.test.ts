import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRetries } from '../../../client-lib/retry/retries.ts'
import { fullBudget, mostRetries, payIn, retryCostMs, takeOut } from '../../../client-lib/retry/retry-budget.ts'
import { HandClock } from '../../../testing/time/hand-clock.ts'

const spend = (times: number, nowMs = 0) => {
  let budget = fullBudget(0)
  for (let i = 0; i < times; i += 1) budget = takeOut(budget, nowMs, 0).budget
  return budget
}

test('[QU15] whatever comes in whatever order, retries are at most those paid for, twenty and one a minute more', () => {
  const deed = fc.oneof(
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('pay' as const) }) },
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('take' as const), ahead: fc.nat(3) }) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('pass' as const), byMs: fc.integer({ min: -90_000, max: 90_000 }) }),
    },
  )
  fc.assert(
    fc.property(fc.array(deed, { minLength: 60, maxLength: 300 }), (deeds) => {
      let [budget, nowMs, paid, taken, passedMs] = [fullBudget(0), 0, 0, 0, 0]
      for (const one of deeds) {
        if (one.kind === 'pass') {
          nowMs += one.byMs
          passedMs += Math.max(0, one.byMs)
        } else if (one.kind === 'pay') {
          budget = payIn(budget, nowMs)
          paid += 1
        } else {
          const outcome = takeOut(budget, nowMs, one.ahead)
          budget = outcome.budget
          if (outcome.heldMs === 0) taken += 1
        }
        expect(taken).toBeLessThanOrEqual(mostRetries + paid + passedMs / retryCostMs)
        expect(budget.creditMs).toBeGreaterThanOrEqual(0)
      }
    }),
  )
})

test('[QU15] with nothing left a retry is held for a minute, one more for each that is held before it, and no longer', () => {
  const empty = spend(mostRetries)
  expect(takeOut(empty, 0, 0).heldMs).toBe(60_000)
  expect(takeOut(empty, 0, 2).heldMs).toBe(180_000)
  expect(takeOut(empty, 59_999, 0).heldMs).toBe(1)
  expect(takeOut(empty, 60_000, 0).heldMs).toBe(0)
  expect(takeOut(payIn(empty, 0), 0, 0).heldMs).toBe(0)
})

test('[QU15] a clock that is set back neither fills the budget nor empties it', () => {
  const empty = spend(mostRetries, 3_600_000)
  expect(takeOut(empty, 0, 0).heldMs).toBe(60_000)
})

/** Retries that are all held, in the order of their numbers. */
function allHeld(count: number) {
  const clock = new HandClock()
  const retries = createRetries(clock)
  for (let i = 0; i < mostRetries; i += 1) retries.schedule('media', 0, () => undefined)
  clock.advance(0)
  const gone: number[] = []
  const untilMs: number[] = []
  const pending = Array.from({ length: count }, (_, i) =>
    retries.schedule(
      'documents',
      0,
      () => gone.push(i),
      (until) => untilMs.push(until - clock.nowMs()),
    ),
  )
  clock.advance(0)
  return { clock, retries, gone, untilMs, pending }
}

test('[QU15] who is held goes in turn: as time pays, and at once for what is fresh or comes through', () => {
  const { clock, retries, gone, untilMs } = allHeld(4)
  expect(gone).toEqual([])
  expect(untilMs).toEqual([60_000, 120_000, 180_000, 240_000])
  clock.advance(60_000)
  expect(gone).toEqual([0])
  retries.fresh('documents')
  expect(gone).toEqual([0, 1])
  retries.recovered('documents')
  expect(gone).toEqual([0, 1, 2])
  retries.allowOne()
  expect(gone).toEqual([0, 1, 2, 3])
  expect(clock.timers).toBe(0)
  expect(retries.tries().documents).toEqual({ fresh: 1, retried: 4, recovered: 1 })
})

test('[QU15] who was cancelled holds up nobody, and who is in a hurry keeps to the budget too', () => {
  const { clock, retries, gone, pending } = allHeld(3)
  pending[0]?.cancel()
  pending[2]?.hurry()
  expect(gone).toEqual([])
  retries.fresh('poll')
  expect(gone).toEqual([1])
  pending[2]?.cancel()
  clock.advance(3_600_000)
  expect(gone).toEqual([1])
  expect(clock.timers).toBe(0)
})
