import { expect, test } from 'vitest'
import { takeFirstBytes } from '../../../lambdas/media/take-first-bytes.ts'

const self = (item: number) => item

test.each([
  [[], [], []],
  [[5, 5], [5, 5], []],
  [[5, 5, 1], [5, 5], [1]],
  [[9, 2, 1], [9], [2, 1]],
  // A part larger than the bound is still copied, alone.
  [[11, 1], [11], [1]],
])('[UP16] of copies of %j bytes a request bound to 10 makes %j, and leaves %j', (items, taken, left) => {
  expect(takeFirstBytes(items, self, 10)).toEqual({ taken, left })
})
