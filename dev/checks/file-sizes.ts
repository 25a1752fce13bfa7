import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CheckResult } from './finding.ts'
import { trackedFiles } from './tracked-files.ts'

const mostLines = 300
const questionLines = 200
const mostMedianLines = 80

/** Source files small enough to hold in mind: none over 300 lines, the median of the product's under 80. */
export function checkFileSizes(root: string): CheckResult {
  const sizes = trackedFiles(root)
    .filter((path) => /\.(ts|tsx|mjs|css)$/.test(path))
    .map((path) => ({ path, lines: readFileSync(join(root, path), 'utf8').split('\n').length - 1 }))
  const product = sizes.filter(({ path }) => !path.startsWith('test/')).map(({ lines }) => lines)
  const median = product.sort((a, b) => a - b)[Math.floor(product.length / 2)] ?? 0
  const findings = sizes
    .filter(({ lines }) => lines > mostLines)
    .map(({ path, lines }) => `${path} has ${lines} lines; split it under ${mostLines}.`)
  if (median > mostMedianLines) findings.push(`The median file has ${median} lines; keep it under ${mostMedianLines}.`)
  const questioned = sizes.filter(({ lines }) => lines > questionLines).length
  return { findings, looked: `${sizes.length} files, median ${median} lines, ${questioned} over ${questionLines}` }
}
