import { join } from 'node:path'
import { runCommand } from '../processes/run-command.ts'
import type { KindOutcome } from './kind-outcome.ts'

const root = join(import.meta.dirname, '../..')

/** `npm run check`, counted as one test. */
export async function runChecks(signal: AbortSignal): Promise<KindOutcome> {
  const onOutput = (text: string) => void process.stdout.write(text)
  const args = [join(root, 'dev/checks/run-checks.ts')]
  const { exitCode } = await runCommand({ command: process.execPath, args, cwd: root, onOutput }, signal)
  const failed = exitCode === 0 ? 0 : 1
  return { state: 'ran', name: 'check', passed: 1 - failed, failed, skipped: 0 }
}
