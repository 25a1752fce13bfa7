import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openApiText } from '../openapi/openapi-document.ts'
import type { CheckResult } from './finding.ts'

const file = 'docs/openapi.json'

/** The committed document is the one that the contract makes today. */
export function checkOpenApiDrift(root: string): CheckResult {
  const committed = readFileSync(join(root, file), 'utf8')
  const operations = committed.match(/"operationId"/g)?.length ?? 0
  return { findings: compareDocuments(committed, openApiText()), looked: `${operations} operations in ${file}` }
}

export function compareDocuments(committed: string, made: string): string[] {
  if (committed === made) return []
  const [old, now] = [committed.split('\n'), made.split('\n')]
  const at = now.findIndex((line, index) => line !== old[index])
  const line = at === -1 ? now.length : at + 1
  return [`${file} is not what the contract makes, from line ${line} on: run \`npm run openapi\` and commit it.`]
}
