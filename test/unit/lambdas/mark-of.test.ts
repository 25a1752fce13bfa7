import { describe, expect, test } from 'vitest'
import { markOf } from '../../../lambdas/housekeeping/mark-of.ts'

const dayMs = 24 * 60 * 60 * 1000
const at = (day: number) => ({ nowMs: day * dayMs, unreferencedDays: 30 })

describe('the mark of what nothing refers to', () => {
  test('[HK5] begins at the first run that finds it so, and is renewed by the others', () => {
    const mark = { sinceMs: 10 * dayMs, seenMs: 10 * dayMs }
    expect(markOf(undefined, false, at(10))).toEqual({ kind: 'mark', was: undefined, mark })
    const renewed = { sinceMs: 10 * dayMs, seenMs: 11 * dayMs }
    expect(markOf(mark, false, at(11))).toEqual({ kind: 'mark', was: mark, mark: renewed })
  })
  test('[HK5] is due when its grace is over, to the millisecond', () => {
    const was = { sinceMs: 10 * dayMs, seenMs: 39 * dayMs }
    expect(markOf(was, false, { ...at(40), nowMs: 40 * dayMs - 1 })).toMatchObject({ kind: 'mark' })
    expect(markOf(was, false, at(40))).toEqual({ kind: 'remove', was })
  })
  test('[HK5] that was not renewed for over three days begins anew, however old it is', () => {
    const was = { sinceMs: 0, seenMs: 50 * dayMs }
    expect(markOf(was, false, at(53))).toEqual({ kind: 'remove', was })
    const anew = { sinceMs: 54 * dayMs, seenMs: 54 * dayMs }
    expect(markOf(was, false, at(54))).toEqual({ kind: 'mark', was, mark: anew })
  })
  test('[HK5] goes where something refers to its row, also on the day it is due', () => {
    const was = { sinceMs: 0, seenMs: 39 * dayMs }
    expect(markOf(was, true, at(40))).toEqual({ kind: 'unmark', was })
    expect(markOf(undefined, true, at(40))).toEqual({ kind: 'leave' })
  })
})
