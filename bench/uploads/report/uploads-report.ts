import type { Judged } from './judge-uploads.ts'
import { shownJudged } from './shown.ts'

export interface UploadsReport {
  /** A line a figure, aligned. */
  readonly table: readonly string[]
  /** The last line, for machines. */
  readonly json: string
  readonly withinBudget: boolean
}

/** Over budget where one figure is, where one is missing, and where nothing was measured. */
export function uploadsReport(judged: readonly Judged[]): UploadsReport {
  const withinBudget = judged.length > 0 && judged.every(({ isWithin }) => isWithin)
  const width = Math.max(...judged.map(({ name }) => name.length), 0)
  return {
    table: judged.map((each) => {
      const [value, limit] = shownJudged(each)
      return `${each.name.padEnd(width)}  ${value.padStart(12)}  ${limit.padEnd(20)} ${each.isWithin ? 'ok' : 'OVER'}`
    }),
    json: JSON.stringify({ withinBudget, figures: judged.map((each) => ({ ...each, value: each.value ?? null })) }),
    withinBudget,
  }
}
