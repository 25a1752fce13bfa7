import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { runCommand } from '../../dev/processes/run-command.ts'
import type { Figure } from '../report/figure.ts'
import { budgets } from './budgets.ts'

const root = join(import.meta.dirname, '../..')
const Counts = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.number()))

/**
 * The calls to AWS that each request makes, as the test of CO1 counts them in the SDK's own middleware,
 * on the local cloud that it deploys to. A request that it did not come to has no count.
 */
export async function measureCalls(folder: string, signal: AbortSignal): Promise<Figure[]> {
  const countsFile = join(folder, 'calls.json')
  const args = [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--project',
    'http',
    'test/http/call-budget.test.ts',
  ]
  const env = { ...process.env, REELSYNC_CALL_COUNTS: countsFile }
  const { exitCode, output } = await runCommand({ command: process.execPath, args, cwd: root, env }, signal)
  if (exitCode !== 0) process.stderr.write(output)
  return callFigures(exitCode === 0 ? await readFile(countsFile, 'utf8') : '{}')
}

/** @param text counts by request, as JSON */
export function callFigures(text: string): Figure[] {
  const counts = v.parse(Counts, text)
  return Object.entries(budgets.calls).map(([name, most]) => ({ name, value: counts[name], most, unit: 'calls' }))
}
