import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { costPage } from '../../bench/cost/cost-page.ts'
import type { CheckResult } from './finding.ts'

const file = 'docs/cost.md'

/** The committed page is what the calls come to today. */
export function checkCostDrift(root: string): CheckResult {
  return { findings: compareCosts(readFileSync(join(root, file), 'utf8'), costPage()), looked: file }
}

export function compareCosts(committed: string, made: string): string[] {
  if (committed === made) return []
  return [`${file} is not what the counts come to: run \`npm run cost\` and commit it.`]
}
