import { expect, test } from 'vitest'
import { budgets } from '../../../bench/backend/budgets.ts'
import { callFigures } from '../../../bench/backend/measure-calls.ts'
import { spreadOf } from '../../../bench/client/spread.ts'
import { benchReport } from '../../../bench/report/bench-report.ts'
import type { Figure } from '../../../bench/report/figure.ts'

const kept: Figure = { name: 'complete', value: 5, most: 5, unit: 'calls' }
const over: Figure = { name: 'bundle of media', value: 480_000, most: 460_000, unit: 'bytes' }

test('[CO2] figures that keep their budgets are within it; the last line says so as JSON', () => {
  const { table, json, withinBudget } = benchReport([kept])
  expect(withinBudget).toBe(true)
  expect(table).toEqual(['complete             5  at most 5              ok'])
  expect(JSON.parse(json)).toEqual({ withinBudget: true, figures: [{ ...kept, within: true }] })
})

test('[CO2] one figure over its budget is named, and all is over', () => {
  const { table, json, withinBudget } = benchReport([kept, over])
  expect(withinBudget).toBe(false)
  expect(table[1]).toBe('bundle of media      480.0 KB  at most 460.0 KB       OVER')
  expect(JSON.parse(json)).toMatchObject({ withinBudget: false, figures: [{ within: true }, { within: false }] })
})

test('[CO2] what could not be measured is over its budget, and so is nothing at all', () => {
  const figures = callFigures(JSON.stringify({ complete: 5 }))
  expect(figures).toHaveLength(Object.keys(budgets.calls).length)
  expect(figures).toContainEqual(kept)
  expect(benchReport(figures).withinBudget).toBe(false)
  expect(benchReport(figures).table[0]).toContain('not measured')
  expect(benchReport([]).withinBudget).toBe(false)
})

test('[CB1] a figure that comes of many rounds tells them beside it', () => {
  const noted: Figure = { ...kept, note: '40 rounds' }
  expect(benchReport([noted]).table).toEqual(['complete             5  at most 5              ok  (40 rounds)'])
  expect(spreadOf([5, 1, 3, 2, 4])).toEqual({ median: 3, lower: 2, upper: 4 })
  expect(() => spreadOf([])).toThrow(RangeError)
})
