import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type KeptFile, planEviction } from '../../../client-lib/media/room/plan-eviction.ts'

const file = (mediaKey: string, usedAtMs: number, mayGo = true, sizeBytes = 10): KeptFile => {
  return { mediaKey, usedAtMs, mayGo, sizeBytes }
}
const keys = (files: readonly KeptFile[]) => files.map(({ mediaKey }) => mediaKey)

test('[MS1] what was used longest ago goes first, and no more than has to', () => {
  const files = [file('new', 3), file('old', 1), file('middle', 2)]
  expect(keys(planEviction(files, 15))).toEqual(['old', 'middle'])
  expect(keys(planEviction(files, 20))).toEqual(['old'])
  expect(planEviction(files, 30)).toEqual([])
})

test('[MS2] what may not go stays, however little room there is', () => {
  expect(keys(planEviction([file('needed', 1, false), file('spare', 2)], -100))).toEqual(['spare'])
})

test('[MS1] [MS2] of any files: those that go may go, were used before those that may and stay, and each was needed', () => {
  const anyFile = fc.record({
    mediaKey: fc.uuid(),
    sizeBytes: fc.nat(100),
    usedAtMs: fc.nat(1000),
    mayGo: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(anyFile), fc.integer({ min: -100, max: 2000 }), (files, mostBytes) => {
      const going = planEviction(files, mostBytes)
      expect(going.every(({ mayGo }) => mayGo)).toBe(true)
      const staying = files.filter((one) => !going.includes(one))
      const spare = staying.filter(({ mayGo }) => mayGo)
      const bytes = (some: readonly KeptFile[]) => some.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
      const last = going.at(-1)
      if (last) {
        expect(spare.every(({ usedAtMs }) => usedAtMs >= last.usedAtMs)).toBe(true)
        expect(bytes(staying) + last.sizeBytes).toBeGreaterThan(mostBytes)
      }
      if (spare.length > 0) expect(bytes(staying)).toBeLessThanOrEqual(mostBytes)
    }),
  )
})
