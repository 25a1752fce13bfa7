import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { thinHistory } from '../../../lambdas/versions/thin-history.ts'

const hourMs = 60 * 60 * 1000
const dayMs = 24 * hourMs
const historyMs = 30 * dayMs
const nowMs = Date.UTC(2026, 0, 31, 12, 34, 56, 789)

type Entry = Parameters<typeof thinHistory>[0][number]

const at = (madeAtMs: number, change: Partial<Entry> = {}): Entry => {
  const expiresAtMs = madeAtMs + historyMs
  return { id: `${madeAtMs}`, version: madeAtMs, kept: 'history', madeAtMs, expiresAtMs, ...change }
}
/** Versions of the last 32 days, many of them close together, some of them not plain. */
const history = fc
  .uniqueArray(
    fc.record({
      agoMs: fc.oneof(fc.nat(2 * hourMs), fc.nat(2 * dayMs), fc.nat(32 * dayMs)),
      change: fc.oneof(
        { weight: 4, arbitrary: fc.constant<Partial<Entry>>({}) },
        fc.constantFrom<Partial<Entry>>({ kept: 'named' }, { kept: 'conflict-side' }, { deletedAtMs: 1 }),
      ),
    }),
    { selector: ({ agoMs }) => agoMs, maxLength: 200, size: 'max' },
  )
  .map((entries) => entries.map(({ agoMs, change }) => at(nowMs - agoMs, change)))

const left = (entries: readonly Entry[], atMs: number): Entry[] => {
  const due = new Set(thinHistory(entries, atMs))
  return entries.filter(({ id }) => !due.has(id))
}
const isPlain = ({ kept, deletedAtMs }: Entry) => kept === 'history' && deletedAtMs === undefined
const spans = (entries: readonly Entry[], spanMs: number) =>
  entries.map(({ madeAtMs }) => Math.floor(madeAtMs / spanMs))

describe('thinning a history', () => {
  test('[HI5] keeps all of the last hour, at most one an hour for a day, and at most one a day', () => {
    fc.assert(
      fc.property(history, (entries) => {
        const kept = left(entries, nowMs).filter(isPlain)
        const younger = (ageMs: number) => (entry: Entry) => nowMs - entry.madeAtMs <= ageMs
        const older = (ageMs: number) => (entry: Entry) => nowMs - entry.madeAtMs > ageMs
        expect(kept.filter(younger(hourMs))).toEqual(entries.filter(isPlain).filter(younger(hourMs)))
        for (const [spanMs, fromMs, toMs] of [
          [hourMs, hourMs, dayMs],
          [dayMs, dayMs, historyMs],
        ] as const) {
          const inSpans = spans(kept.filter(older(fromMs)).filter(younger(toMs)), spanMs)
          expect(new Set(inSpans).size).toBe(inSpans.length)
        }
      }),
    )
  })
  test('[HI5] keeps the newest of every hour and of every day that has a version at all', () => {
    fc.assert(
      fc.property(history, (entries) => {
        const living = entries.filter((entry) => isPlain(entry) && entry.expiresAtMs > nowMs)
        const kept = new Set(left(entries, nowMs))
        for (const [spanMs, upToMs] of [
          [hourMs, dayMs],
          [dayMs, historyMs],
        ] as const) {
          for (const span of new Set(spans(living, spanMs))) {
            const ofSpan = living.filter(({ madeAtMs }) => Math.floor(madeAtMs / spanMs) === span)
            const newest = ofSpan.reduce((a, b) => (a.madeAtMs > b.madeAtMs ? a : b))
            if (nowMs - newest.madeAtMs <= upToMs) expect(kept).toContain(newest)
          }
        }
      }),
    )
  })
  test('[HI5] on the way, in any order and as often as one likes, leaves what thinning at the end leaves', () => {
    const times = fc.array(fc.nat(32 * dayMs), { maxLength: 12 })
    fc.assert(
      fc.property(history, times, fc.nat(), (entries, agosMs, seed) => {
        const arrived: Entry[] = []
        const shuffled = [...entries].sort((a, b) => ((a.madeAtMs ^ seed) % 1009) - ((b.madeAtMs ^ seed) % 1009))
        let kept: readonly Entry[] = []
        for (const agoMs of agosMs.sort((a, b) => b - a)) {
          const thereMs = nowMs - agoMs
          const come = shuffled.filter((entry) => entry.madeAtMs <= thereMs && !arrived.includes(entry))
          arrived.push(...come)
          kept = left([...kept, ...come], thereMs)
        }
        const rest = shuffled.filter((entry) => !arrived.includes(entry))
        const ids = (some: readonly Entry[]) => some.map(({ id }) => id).sort()
        expect(ids(left([...kept, ...rest], nowMs))).toEqual(ids(left(entries, nowMs)))
      }),
    )
  })
  test('[HI6] leaves deletions, sides of conflicts and named versions until they expire, and nothing after', () => {
    fc.assert(
      fc.property(history, (entries) => {
        const kept = left(entries, nowMs)
        const notPlain = entries.filter((entry) => !isPlain(entry))
        expect(kept.filter((entry) => !isPlain(entry))).toEqual(
          notPlain.filter(({ expiresAtMs }) => expiresAtMs > nowMs),
        )
        expect(kept.every(({ expiresAtMs }) => expiresAtMs > nowMs)).toBe(true)
      }),
    )
  })
  test('[HI5] of two versions made in one millisecond the later is the newer', () => {
    const madeAtMs = nowMs - 2 * hourMs
    const pair = [at(madeAtMs, { id: '10', version: 10 }), at(madeAtMs, { id: '9', version: 9 })]
    expect(thinHistory(pair, nowMs)).toEqual(['9'])
    expect(thinHistory(pair.toReversed(), nowMs)).toEqual(['9'])
  })
})
