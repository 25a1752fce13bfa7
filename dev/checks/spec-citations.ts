import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CheckResult } from './finding.ts'
import { trackedFiles } from './tracked-files.ts'

const ruleLine = /^- \*\*([A-Z]{2}\d+)\*\*/gm
/** A citation stands at the start of a test's title: `test('[PV3] a retried write …')`, several as `[PV3, PV4]`. */
const citation = /\b(?:test|it|describe)(?:\.\w+|\([^()]*\))*\(\s*[`'"]\[([A-Z]{2}\d+(?:, ?[A-Z]{2}\d+)*)\]/g

/** Rules that no test cites, citations of rules that do not exist, and ids given twice. */
export function checkSpecCitations(root: string): CheckResult {
  const rules = [...readFileSync(join(root, 'docs/SPEC.md'), 'utf8').matchAll(ruleLine)].map((match) => match[1] ?? '')
  const cited = new Map<string, string>()
  for (const path of trackedFiles(root).filter((file) => /^test\/.*\.tsx?$/.test(file))) {
    for (const match of readFileSync(join(root, path), 'utf8').matchAll(citation)) {
      for (const id of (match[1] ?? '').split(/, ?/)) cited.set(id, path)
    }
  }
  return { findings: compareRules(rules, cited), looked: `${rules.length} rules, ${cited.size} cited` }
}

export function compareRules(rules: readonly string[], cited: ReadonlyMap<string, string>): string[] {
  const known = new Set(rules)
  return [
    ...rules.filter((id, index) => rules.indexOf(id) !== index).map((id) => `${id} stands twice in docs/SPEC.md.`),
    ...rules.filter((id) => !cited.has(id)).map((id) => `${id} is cited by no test: prove the rule, or take it out.`),
    ...[...cited]
      .filter(([id]) => !known.has(id))
      .map(([id, path]) => `${path} cites ${id}, which docs/SPEC.md has not.`),
  ]
}
