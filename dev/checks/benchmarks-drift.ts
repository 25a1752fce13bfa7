import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readKept } from '../../bench/uploads/report/keep-measured.ts'
import { uploadsChart } from '../../bench/uploads/report/uploads-chart.ts'
import { uploadsSection } from '../../bench/uploads/report/uploads-section.ts'
import { withSection } from '../../bench/uploads/report/with-section.ts'
import type { CheckResult } from './finding.ts'

const page = 'docs/benchmarks.md'
const chart = 'docs/images/uploads.svg'

/** Page and chart are what the committed measurement of uploads makes. */
export async function checkBenchmarksDrift(root: string): Promise<CheckResult> {
  const measured = await readKept()
  const read = (file: string) => readFileSync(join(root, file), 'utf8')
  const isPage = withSection(read(page), uploadsSection(measured)) === read(page)
  const isChart = uploadsChart(measured) === read(chart)
  const drifted = [...(isPage ? [] : [page]), ...(isChart ? [] : [chart])]
  const findings = drifted.map((file) => `${file} is not what was measured: \`npm run bench -- uploads --page\`.`)
  return { findings, looked: `${page}, ${chart}` }
}
