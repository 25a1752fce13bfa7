import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { Measured } from './measured.ts'
import { uploadsChart } from './uploads-chart.ts'
import { uploadsSection } from './uploads-section.ts'
import { withSection } from './with-section.ts'

const root = join(import.meta.dirname, '../../..')
const kept = join(root, 'bench/uploads/measured.json')
const page = join(root, 'docs/benchmarks.md')

/** What was measured last, row by row. */
export async function readKept(): Promise<Measured> {
  const text = await readFile(kept, 'utf8').catch(() => '{"rows":[],"faults":{}}')
  return v.parse(Measured, JSON.parse(text))
}

/** Takes the place of what was measured of the same rows before, and writes page and chart anew. */
export async function keepMeasured(fresh: Measured): Promise<Measured> {
  const before = await readKept()
  const isFresh = new Set(fresh.rows.map(({ id }) => id))
  const rows = [...before.rows.filter(({ id }) => !isFresh.has(id)), ...fresh.rows].sort(inOrder)
  const measured = { ...before, ...fresh, rows, faults: { ...before.faults, ...fresh.faults } }
  await writeFile(kept, `${JSON.stringify(measured, undefined, 1)}\n`)
  const text = await readFile(page, 'utf8').catch(() => '# Benchmarks\n')
  await writeFile(page, withSection(text, uploadsSection(measured)))
  await writeFile(join(root, 'docs/images/uploads.svg'), uploadsChart(measured))
  return measured
}

type Row = Measured['rows'][number]

/** Loopback first, then by delay, rate and size. */
function inOrder(a: Row, b: Row): number {
  const key = ({ link, sizeBytes }: Row) =>
    [link?.resetShare ?? -1, link?.roundTripMs ?? 0, link?.megabitsPerSecond ?? 0, sizeBytes] as const
  const [left, right] = [key(a), key(b)]
  for (const [index, value] of left.entries()) {
    const difference = value - (right[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
