import { expect, test } from 'vitest'
import { planBench } from '../../../../bench/uploads/plan/bench-plan.ts'
import { UnknownOption } from '../../../../dev/failures/unknown-option.ts'

test('[BU1] the whole measurement is three sizes on loopback and every link, five rounds each, and the faults', () => {
  const { rows, faults, isKept } = planBench([])
  const ids = rows.map(({ id }) => id)
  expect(ids.filter((id) => id.startsWith('loopback'))).toEqual(['loopback-64', 'loopback-512', 'loopback-4096'])
  for (const trip of [20, 100, 300]) {
    expect(ids).toContain(`shaped-${trip}ms-5mbit-16`)
    expect(ids).toContain(`shaped-${trip}ms-50mbit-64`)
  }
  expect(ids.filter((id) => id.endsWith('resets'))).toHaveLength(1)
  expect(new Set(rows.map(({ rounds }) => rounds))).toEqual(new Set([5]))
  expect([faults?.shares, isKept]).toEqual([[0.25, 0.5, 0.75], true])
})

test('a quick one is small, and leaves the page as it is', () => {
  const { rows, isKept } = planBench(['--quick'])
  expect(Math.max(...rows.map(({ sizeBytes }) => sizeBytes))).toBe(64 * 1024 * 1024)
  expect(isKept).toBe(false)
})

test('rows are chosen by how their ids begin', () => {
  const { rows, faults } = planBench(['--only', 'loopback-64,shaped-20ms', '--rounds', '7'])
  expect(rows.map(({ id, rounds }) => [id, rounds])).toEqual([
    ['loopback-64', 7],
    ['shaped-20ms-5mbit-16', 7],
    ['shaped-20ms-50mbit-64', 7],
    ['shaped-20ms-50mbit-64-resets', 7],
  ])
  expect(faults).toBeUndefined()
})

test('subjects are chosen by name; raw PUTs are always among them, for all are held against them', () => {
  expect(planBench([]).subjects).toEqual(['raw', 'reelsync', 'uppy-6', 'uppy-5', 'lib-storage'])
  expect(planBench(['--subjects', 'reelsync']).subjects).toEqual(['raw', 'reelsync'])
})

test.each([
  ['--rounds', 'many'],
  ['--rounds', '0'],
  ['--only', 'loopbak-64'],
  ['--subjects', 'uppy'],
  ['--onyl', 'faults'],
  ['quick'],
])('[DV5] a measurement that there is not is refused before anything is started: %s %s', (...args) => {
  expect(() => planBench(args)).toThrow(UnknownOption)
})
