import { expect, test } from 'vitest'
import { judgeUploads } from '../../../../bench/uploads/report/judge-uploads.ts'
import type { Measured } from '../../../../bench/uploads/report/measured.ts'
import { uploadsReport } from '../../../../bench/uploads/report/uploads-report.ts'
import { keptFaults, keptRow, sentRun } from './measured-example.ts'

const judge = (measured: Partial<Measured>) => judgeUploads({ rows: [], faults: {}, ...measured })
const overBudget = (measured: Partial<Measured>) =>
  judge(measured)
    .filter(({ isWithin }) => !isWithin)
    .map(({ name }) => name)
const four = (run: ReturnType<typeof sentRun>) => [run, run, run, run]

test('[BU1] what keeps its budgets is within them, and the last line says so as JSON', () => {
  const report = uploadsReport(judge({ rows: [keptRow()], faults: keptFaults() }))
  expect(report.withinBudget).toBe(true)
  expect(JSON.parse(report.json)).toMatchObject({ withinBudget: true })
  expect(report.table).toHaveLength(JSON.parse(report.json).figures.length)
})

test.each([
  ['slow parts', { partsMs: 900 }, ['loopback-64: ÷ raw from the first byte']],
  ['a slow whole', { wholeMs: 1100 }, ['loopback-64: ÷ raw from add()']],
  ['wrong bytes', { isRight: false }, ['loopback-64: right bytes']],
  ['much memory', { overIdleBytes: 97 * 1024 * 1024 }, ['loopback-64: private memory over idle']],
])('[BU1] %s is over its budget by name', (_what, change, names) => {
  expect(overBudget({ rows: [keptRow({ reelsync: four(sentRun(change)) })] })).toEqual(names)
})

test('[BU1] the best of the others, less the range of its middle half, is a budget of its row', () => {
  const quick = [500, 500, 500, 500].map((partsMs) => sentRun({ partsMs }))
  expect(overBudget({ rows: [keptRow({ 'uppy-6': quick })] })).toEqual(['loopback-64: beside uppy-6, the best peer'])
  const unsteady = [400, 500, 1200, 1600].map((partsMs) => sentRun({ partsMs }))
  expect(overBudget({ rows: [keptRow({ 'uppy-6': unsteady })] })).toEqual([])
})

test('[BU1] a run that failed, or what could not be measured, is over its budget, and so is nothing at all', () => {
  const one = { kind: 'failed', reason: 'the browser is gone' } as const
  expect(overBudget({ rows: [keptRow({ reelsync: [sentRun(), one] })] })).toContain('loopback-64: right bytes')
  expect(overBudget({ rows: [{ ...keptRow(), observed: {} }] })).toContain(
    'loopback-64: longest task of the main thread',
  )
  expect(uploadsReport([]).withinBudget).toBe(false)
})

test('[BU1] on a shaped link the parts alone are held to raw, more closely', () => {
  const link = { roundTripMs: 100, megabitsPerSecond: 5, resetShare: 0 }
  const row = { ...keptRow({ reelsync: four(sentRun({ partsMs: 850, wholeMs: 9000 })) }), link, observed: {} }
  expect(overBudget({ rows: [row] })).toEqual(['loopback-64: ÷ raw from the first byte'])
})

test('[BU1] more bytes sent again than were in flight are over their budget', () => {
  const { reelsync } = keptFaults()
  if (!reelsync) throw new Error('The example has it.')
  const reload = { ...reelsync.reload, resentBytes: 17 * 1024 * 1024 }
  const names = overBudget({ rows: [keptRow()], faults: { reelsync: { ...reelsync, reload } } })
  expect(names).toEqual(['bytes sent again after a reload at 0.5'])
})
