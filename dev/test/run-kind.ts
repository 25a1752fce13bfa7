import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from '../processes/run-command.ts'
import type { KindOutcome } from './kind-outcome.ts'
import { missingTarget } from './missing-target.ts'
import { reportOfVitest } from './report-of-vitest.ts'
import type { TestKind } from './test-kind.ts'

const root = join(import.meta.dirname, '../..')
const vitest = join(root, 'node_modules/vitest/vitest.mjs')
const show = (text: string) => void process.stdout.write(text)

/**
 * Runs the tests of one kind. What this machine lacks is a skip, said aloud; on a CI machine it is a failure.
 */
export async function runKind(kind: TestKind, isCi: boolean, signal: AbortSignal): Promise<KindOutcome> {
  const { name } = kind
  const missing = await missingTarget(kind, signal)
  if (missing !== undefined) {
    show(`\n${isCi ? 'FAILED' : 'SKIPPED'}: the ${name} tests did not run. ${missing.message} ${missing.wayOut}\n`)
    return isCi
      ? { state: 'ran', name, passed: 0, failed: 1, skipped: 0 }
      : { state: 'skipped', name, why: missing.code }
  }
  const folder = await mkdtemp(join(tmpdir(), 'reelsync-tests-'))
  try {
    const reportFile = join(folder, 'report.json')
    const args = [vitest, 'run', '--project', name, '--reporter=default', '--reporter=json', '--outputFile', reportFile]
    const { exitCode } = await runCommand({ command: process.execPath, args, cwd: root, onOutput: show }, signal)
    return reportOfVitest(name, exitCode, await readFile(reportFile, 'utf8').catch(() => undefined))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
