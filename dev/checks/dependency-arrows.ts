import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { CheckResult } from './finding.ts'

const run = promisify(execFile)
const places = ['client-lib', 'lambdas', 'testing', 'infra', 'dev', 'example', 'bench', 'test']
/** Under TypeScript 7 the tool can cruise nothing and still exit 0, so its own count is part of the check. */
const fewestModules = 60

interface Cruise {
  readonly summary: {
    readonly totalCruised: number
    readonly totalDependenciesCruised: number
    readonly violations: readonly {
      readonly from: string
      readonly to: string
      readonly rule: { readonly name: string }
    }[]
  }
}

/** The arrows of `.dependency-cruiser.mjs`, kept. */
export async function checkDependencyArrows(root: string): Promise<CheckResult> {
  const command = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...places]
  const { stdout } = await run('node_modules/.bin/depcruise', command, { cwd: root, maxBuffer: 256 * 1024 * 1024 })
  const { summary } = JSON.parse(stdout) as Cruise
  const findings = summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`)
  if (summary.totalCruised < fewestModules)
    findings.push(`Only ${summary.totalCruised} modules were cruised: the tool did not see the tree.`)
  return { findings, looked: `${summary.totalCruised} modules, ${summary.totalDependenciesCruised} arrows` }
}
