import { benchReport } from './bench-report.ts'
import type { Figure } from './figure.ts'

/** @returns whether all is within its budget */
export function printReport(figures: readonly Figure[]): boolean {
  const { table, json, withinBudget } = benchReport(figures)
  for (const line of table) console.log(line)
  console.log(json)
  return withinBudget
}
