import { fileURLToPath } from 'node:url'
import { readNoOptions } from '../script/read-options.ts'
import { runScript } from '../script/run-script.ts'
import { checkBenchmarksDrift } from './benchmarks-drift.ts'
import { checkClientSize } from './client-size.ts'
import { checkCostDrift } from './cost-drift.ts'
import { checkDependencyArrows } from './dependency-arrows.ts'
import { checkFileSizes } from './file-sizes.ts'
import type { CheckResult } from './finding.ts'
import { checkOpenApiDrift } from './openapi-drift.ts'
import { checkSpecCitations } from './spec-citations.ts'
import { toolCheck } from './tool-check.ts'

const checks: readonly (readonly [name: string, run: (root: string) => CheckResult | Promise<CheckResult>])[] = [
  ['types of infra, dev and tests', toolCheck('tsc', ['-p', '.'])],
  ['types of the client', toolCheck('tsc', ['-p', 'client-lib'])],
  ['types of the functions', toolCheck('tsc', ['-p', 'lambdas'])],
  ['types of the example', toolCheck('tsc', ['-p', 'example'])],
  ['lint and format', toolCheck('biome', ['ci', '--colors=off', '--error-on-warnings', '.'])],
  ['dependency arrows', checkDependencyArrows],
  ['nothing unused', toolCheck('knip', [])],
  ['the package builds', toolCheck('node', ['dev/package/build-package.ts'])],
  ['the client keeps its sizes', checkClientSize],
  ['the package that npm would publish', toolCheck('publint', ['--strict'])],
  [
    'its types, as a consumer resolves them',
    toolCheck('attw', ['--pack', '--ignore-rules', 'cjs-resolves-to-esm', '--no-color']),
  ],
  ['SPEC citations', checkSpecCitations],
  ['openapi.json follows the contract', checkOpenApiDrift],
  ['openapi.json reads as it should', toolCheck('redocly', ['lint', 'docs/openapi.json'])],
  ['cost.md follows the counts', checkCostDrift],
  ['benchmarks.md follows what was measured', checkBenchmarksDrift],
  ['file sizes', checkFileSizes],
]

const usage = `npm run check

Looks whether the tree keeps every rule of the house: types, lint, sizes, SPEC citations and more, one line each.`

async function check(args: readonly string[]): Promise<boolean> {
  readNoOptions(args)
  const root = fileURLToPath(new URL('../..', import.meta.url))
  let failed = 0
  for (const [name, run] of checks) {
    const { findings, looked } = await run(root)
    console.log(`${findings.length === 0 ? 'ok  ' : 'FAIL'} ${name} (${looked})`)
    for (const finding of findings) console.log(`       ${finding}`)
    if (findings.length > 0) failed += 1
  }
  console.log(`check: ${checks.length - failed} of ${checks.length} passed`)
  return failed === 0
}

await runScript(usage, check)
