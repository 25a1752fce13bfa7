import { expect, test } from 'vitest'
import { spreadOf } from '../../../../bench/uploads/report/spread.ts'

test('the median and the range of the middle half are what a spreadsheet makes of them', () => {
  expect(spreadOf([4, 1, 3, 2])).toEqual({ median: 2.5, range: 1.5 })
  expect(spreadOf([5, 1, 9])).toEqual({ median: 5, range: 4 })
  expect(spreadOf([7])).toEqual({ median: 7, range: 0 })
  expect(spreadOf([])).toBeUndefined()
})
