import { type Figure, isWithin } from './figure.ts'

export interface BenchReport {
  /** A line a figure, aligned. */
  readonly table: readonly string[]
  /** The last line, for machines. */
  readonly json: string
  readonly withinBudget: boolean
}

/** What was measured beside what it may be; over budget where one figure is, or where one is missing. */
export function benchReport(figures: readonly Figure[]): BenchReport {
  const withinBudget = figures.length > 0 && figures.every(isWithin)
  const width = Math.max(...figures.map(({ name }) => name.length), 0)
  return {
    table: figures.map((figure) => {
      const { name, most, unit } = figure
      const cells = [
        name.padEnd(width),
        shown(figure.value, unit).padStart(12),
        `at most ${shown(most, unit)}`.padEnd(22),
      ]
      const note = figure.note === undefined ? '' : `  (${figure.note})`
      return `${cells.join('  ')} ${isWithin(figure) ? 'ok' : 'OVER'}${note}`
    }),
    json: JSON.stringify({
      withinBudget,
      figures: figures.map((figure) => ({ ...figure, value: figure.value ?? null, within: isWithin(figure) })),
    }),
    withinBudget,
  }
}

function shown(value: number | undefined, unit: Figure['unit']): string {
  if (value === undefined) return 'not measured'
  if (unit === 'bytes') return `${(value / 1000).toFixed(1)} KB`
  return unit === 'calls' ? String(value) : `${value.toFixed(2)} ×`
}
