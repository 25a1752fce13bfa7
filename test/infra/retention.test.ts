import { describe, expect, test } from 'vitest'
import { stageNamed } from '../../infra/stages.ts'
import { synthesized } from './synthesized.ts'

const prod = stageNamed('prod')
const synth = (change: Partial<typeof prod.retention>) => () =>
  synthesized({ ...prod, retention: { ...prod.retention, ...change } })

describe('how long things are kept', () => {
  test.each([{ tombstoneDays: 31 }, { historyDays: 31 }, { unreferencedDays: 29 }])(
    '[HI1] a stage that would drop bytes while a version may need them is refused: %o',
    (change) => {
      expect(synth(change)).toThrow(RangeError)
      expect(synth(change)).toThrow(/tombstones and history need their bytes for 3\d days/)
    },
  )
  test.each([0, 1.5, Number.NaN])('[HI1] %d days are refused', (days) => {
    expect(synth({ historyDays: days })).toThrow(RangeError)
  })
  test('[HK7] a grace of under two days is refused, however short all else is kept', () => {
    const short = { tombstoneDays: 1, historyDays: 1 }
    expect(synth({ ...short, unreferencedDays: 1 })).toThrow(RangeError)
    expect(synth({ ...short, unreferencedDays: 1 })).toThrow(/unreferencedDays is 1: .* give at least 2/)
    expect(synth({ ...short, unreferencedDays: 2 })).not.toThrow()
  })
  test('[HI1] a grace as long as the longer of them is taken', () => {
    expect(synth({ tombstoneDays: 60, historyDays: 90, unreferencedDays: 90 })).not.toThrow()
  })
})
