import { describe, expect, test } from 'vitest'
import { firstLimit, type LineLimit, limitAfter } from '../../../client-lib/media/uploads/line-limit.ts'

const partBytes = 8 * 1024 * 1024

/** A line that takes so many bytes a ms, whoever shares it, and from one part no more than `eachPace`. */
function sendRounds(limit: LineLimit, line: { pace: number; eachPace: number }, rounds: number, fromMs = 0) {
  let [state, nowMs] = [limit, fromMs]
  const seen: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const { slots } = state
    const pace = Math.min(line.pace, slots * line.eachPace)
    for (let part = 0; part < slots; part += 1) {
      nowMs += partBytes / pace
      state = limitAfter(state, { kind: 'accepted', sizeBytes: partBytes, wasFull: true }, nowMs)
    }
    seen.push(state.slots)
  }
  return { state, nowMs, seen }
}

const failed = (begunAtMs: number) => ({ kind: 'failed', begunAtMs }) as const

describe('[UP31] how many parts are on the wire at once', () => {
  test('grows while more is accepted a second for it, and ends at five', () => {
    const narrow = limitAfter(firstLimit, failed(0), 0)
    expect(narrow.slots).toBe(2)
    const { seen } = sendRounds(narrow, { pace: 1000, eachPace: 100 }, 30)
    expect(seen.at(-1)).toBe(5)
    expect(Math.max(...seen)).toBe(5)
  })

  test('goes back where a wider line brings nothing, and is tried again only after a while', () => {
    const { seen } = sendRounds(firstLimit, { pace: 1000, eachPace: 250 }, 40)
    const widened = seen.filter((slots) => slots === 5).length
    expect(Math.min(...seen)).toBe(4)
    expect(widened).toBeGreaterThan(1)
    expect(widened).toBeLessThan(8)
  })

  test('is halved by a failure, once for all that fail together, and never ends', () => {
    let limit = limitAfter(firstLimit, failed(900), 1000)
    for (let other = 0; other < 3; other += 1) limit = limitAfter(limit, failed(950), 1001)
    expect(limit.slots).toBe(2)
    limit = limitAfter(limit, failed(1500), 2000)
    limit = limitAfter(limit, failed(2500), 3000)
    expect(limit.slots).toBe(1)
  })

  test('is halved by failures also after the clock was set back', () => {
    const limit = limitAfter(firstLimit, failed(3_600_900), 3_601_000)
    expect(limitAfter(limit, failed(2000), 3000).slots).toBe(1)
  })

  test('is not judged by a line that was not full', () => {
    let limit = firstLimit
    for (let part = 0; part < 100; part += 1) {
      limit = limitAfter(limit, { kind: 'accepted', sizeBytes: 1, wasFull: false }, part)
    }
    expect(limit).toEqual(firstLimit)
  })
})
