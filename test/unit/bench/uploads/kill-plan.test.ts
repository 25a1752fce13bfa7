import { expect, test } from 'vitest'
import { planKills } from '../../../../bench/uploads/kills/kill-plan.ts'

const plans = Array.from({ length: 200 }, (_, seed) => planKills(seed))
const moments = plans.flatMap(({ kills }) => kills)

test('[UP10] 200 seeds kill at every kind of moment, once to three times, in files of one part and of several', () => {
  expect(new Set(moments.map(({ kind }) => kind))).toEqual(new Set(['at-once', 'bytes', 'held', 'reply-lost']))
  const requests = moments.flatMap((moment) => ('request' in moment ? [`${moment.kind} ${moment.request}`] : []))
  expect(new Set(requests).size).toBe(6)
  expect(new Set(plans.map(({ kills }) => kills.length))).toEqual(new Set([1, 2, 3]))
  expect(new Set(plans.map(({ sizeBytes }) => sizeBytes)).size).toBe(6)
})

test('the same seed is the same round', () => {
  expect(planKills(7)).toEqual(planKills(7))
  expect(planKills(8)).not.toEqual({ ...planKills(7), seed: 8 })
})
